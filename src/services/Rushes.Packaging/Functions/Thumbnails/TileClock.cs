using Rushes.Media.Isobmff;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>The clock of the frames that thumbnails are made of.</summary>
/// <param name="Timescale">Ticks a second.</param>
/// <param name="FirstThumbnail">Ticks.</param>
/// <param name="LastFrame">Presentation time, ticks.</param>
internal sealed record TileClock(uint Timescale, long FirstThumbnail, long LastFrame)
{
    /// <param name="firstThumbnail">Seconds.</param>
    /// <param name="plan">Of the file with the frames.</param>
    public static TileClock Of(long firstThumbnail, CmafTrackPlan plan)
    {
        var index = plan.Index;
        return new TileClock(
            index.Timescale,
            plan.BaseTicks + checked(firstThumbnail * index.Timescale),
            plan.BaseTicks + index.FirstTime + index.TotalDuration - index.Duration(index.Count - 1));
    }
}
