using Rushes.Contracts;

namespace Rushes.Encoding.Recipes;

/// <summary>
/// What an encoder is told when it went beyond the cap of its run: to aim lower. By a tenth of every rate and four of constant quality in each
/// step: either alone is not enough where all of a run is too hard, or costs more than it has to where one place is.
/// </summary>
internal static class TighterRate
{
    /// <summary>To be tried in turn. The last leaves three tenths of the rate, and the coarsest quality or nearly.</summary>
    public static readonly IReadOnlyList<int> Steps = [1, 2, 4, 7];

    private const double RatePerStep = 0.1;
    private const double CrfPerStep = 4;

    /// <summary>Of the scale of AV1 and VP9.</summary>
    private const double CoarsestCrf = 63;

    /// <param name="rate">Resolved, and not without loss.</param>
    /// <param name="step">One of <see cref="Steps"/>.</param>
    public static RateControl Of(RateControl rate, int step)
    {
        var tighter = new RateControl(rate) { RunMaxrate = Lower(rate.RunMaxrate, step) };
        if (rate.HasCrf)
        {
            tighter.Crf = Math.Min(CoarsestCrf, rate.Crf + (CrfPerStep * step));
        }
        else
        {
            tighter.Bitrate = Lower(rate.Bitrate, step);
        }

        return tighter;
    }

    /// <param name="bitrate">Bit/s.</param>
    /// <param name="step">One of <see cref="Steps"/>.</param>
    public static long Lower(long bitrate, int step) => (long)(bitrate * (1 - (RatePerStep * step)));
}
