namespace Rushes.Quality.Scores;

/// <summary>Many scores as a few numbers.</summary>
/// <param name="Mean">Sum by number.</param>
/// <param name="HarmonicMean">Of the scores and one, less one, as libvmaf has it: scores may be 0.</param>
/// <param name="P1">One in a hundred is worse.</param>
/// <param name="P5">Five in a hundred are worse.</param>
/// <param name="Least">Of all.</param>
/// <param name="Greatest">Of all.</param>
internal sealed record Pooled(double Mean, double HarmonicMean, double P1, double P5, double Least, double Greatest)
{
    /// <param name="scores">At least one.</param>
    /// <param name="moreIsWorse">Percentiles are counted from the worst.</param>
    public static Pooled Of(IReadOnlyList<float> scores, bool moreIsWorse)
    {
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        double sum = 0;
        double inverse = 0;
        foreach (var score in sorted)
        {
            sum += score;
            inverse += 1 / (score + 1.0);
        }

        return new Pooled(
            sum / sorted.Length, (sorted.Length / inverse) - 1, At(moreIsWorse ? 99 : 1), At(moreIsWorse ? 95 : 5), sorted[0], sorted[^1]);

        // Between two scores, in proportion: as NumPy does, and most others.
        double At(double percent)
        {
            var position = percent / 100 * (sorted.Length - 1);
            var below = (int)position;
            var above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((position - below) * (sorted[above] - (double)sorted[below]));
        }
    }
}
