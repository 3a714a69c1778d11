namespace Rushes.Encoding.Recipes;

/// <summary>
/// Shares the bits of a film out over the runs of its encoder, in proportion to what each needed at constant quality, so that all look
/// alike. No run gets more than its cap lets it spend, and none so little that it starves; the others share what that leaves.
/// </summary>
internal static class BitShares
{
    /// <summary>Of the mean rate. A run that needed less than that gets what it needed.</summary>
    private const double Least = 0.1;

    // Halving a double so often leaves nothing between the bounds.
    private const int Halvings = 128;

    /// <summary>Bits of each run; together no more than the total.</summary>
    /// <param name="total">Bits of the film.</param>
    /// <param name="runs">At least one.</param>
    public static IReadOnlyList<double> Divide(double total, IReadOnlyList<RunDemand> runs)
    {
        var mean = total / runs.Sum(run => run.Seconds);
        double Share(RunDemand run, double scale)
        {
            var most = run.MostBits;
            return Math.Clamp(scale * run.Bits, Math.Min(most, Math.Min(run.Bits, Least * mean * run.Seconds)), most);
        }

        // The shares grow with the scale, so the largest one that fits is found by halving.
        var (fits, exceeds) = (0.0, total / runs.Min(run => run.Bits));
        if (runs.Sum(run => Share(run, exceeds)) <= total)
        {
            fits = exceeds;
        }

        for (var halving = 0; halving < Halvings; halving++)
        {
            var scale = (fits + exceeds) / 2;
            (fits, exceeds) = runs.Sum(run => Share(run, scale)) <= total ? (scale, exceeds) : (fits, scale);
        }

        return [.. runs.Select(run => Share(run, fits))];
    }
}

/// <param name="Bits">That the run needed at constant quality; more than 0.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="MostBits">That its cap allows; infinite without one.</param>
internal readonly record struct RunDemand(double Bits, double Seconds, double MostBits);
