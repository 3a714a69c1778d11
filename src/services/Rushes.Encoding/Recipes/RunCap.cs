using Rushes.Contracts;

namespace Rushes.Encoding.Recipes;

/// <summary>
/// The cap that holds over borders. Every run of an encoder believes that the decoder's buffer is as full at its start as it was at
/// the start of the film, so what is right for each is too much for the whole.
/// <para>
/// Let the whole have the rate R and the buffer B, and each run half the buffer and the rate r. In a time t with k borders at most
/// r·t + (k + 1)·B/2 bits are sent, and of the runs in it k − 1 are whole ones, of at least T each: t ≥ (k − 1)·T. With
/// r = R − B/(2·T) that is at most R·t + B, which is what the buffer of the whole allows.
/// </para>
/// <para>
/// B is nine tenths of the buffer that was asked for: encoders foresee what a picture takes, and are out by some hundredths where one is a cut.
/// </para>
/// </summary>
internal static class RunCap
{
    private const double Foreseen = 0.9;

    /// <param name="rate">With maxrate and buffer, or without; changed.</param>
    /// <param name="runs">How many runs of the encoder the film is.</param>
    /// <param name="shortestInnerSeconds">Length of the shortest that is neither the first nor the last; infinite without any.</param>
    public static void Fill(RateControl rate, int runs, double shortestInnerSeconds)
    {
        var buffer = (long)(Foreseen * rate.Buffer);
        (rate.RunMaxrate, rate.RunBuffer) = (rate.Maxrate, buffer);
        if (runs == 1 || rate.Maxrate == 0)
        {
            return;
        }

        // Runs that are shorter than the buffer would be left with nothing; validation looks at those.
        var kept = rate.Maxrate - (buffer / (2 * shortestInnerSeconds));
        rate.RunMaxrate = (long)Math.Max(kept, rate.Maxrate / 2.0);
        rate.RunBuffer = buffer / 2;
    }
}
