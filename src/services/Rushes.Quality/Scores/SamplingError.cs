namespace Rushes.Quality.Scores;

/// <summary>
/// How far the mean of a sample may be from that of all frames. Its frames stand for equal parts of the film, so that neighbours are alike:
/// what they differ by tells how much each differs from its part (successive differences, Wolter, Introduction to Variance Estimation, 8.2).
/// </summary>
internal static class SamplingError
{
    /// <summary>Of fewer frames the interval would be too wide to be of use.</summary>
    public const int FewestFrames = 8;

    // Of the normal distribution, for 95 %, two-sided.
    private const double Normal = 1.959964;

    /// <returns>Half of the interval of 95 %; 0 where too few frames were measured to tell, or all.</returns>
    public static double Of(FilmScores film, int metric, long frames)
    {
        var count = film.Count;
        if (count < FewestFrames || count >= frames)
        {
            return 0;
        }

        var scores = film.Of(metric);
        double squares = 0;
        for (var measured = 1; measured < count; measured++)
        {
            squares += Math.Pow(scores[measured] - scores[measured - 1], 2);
        }

        var variance = squares / (2.0 * (count - 1)) / count * (1 - ((double)count / frames));
        // Differences share frames, so that they tell less than as many that did not.
        var freedom = 2.0 * (count - 1) * (count - 1) / ((3.0 * count) - 4);
        return Student(freedom) * Math.Sqrt(variance);
    }

    // Student's t from the normal distribution (Abramowitz and Stegun 26.7.5): of two degrees of freedom 4.2 in the place of 4.3, of more nearer.
    private static double Student(double freedom)
    {
        var square = Normal * Normal;
        var first = (square + 1) * Normal / 4;
        var second = ((((5 * square) + 16) * square) + 3) * Normal / 96;
        var third = ((((((3 * square) + 19) * square) + 17) * square) - 15) * Normal / 384;
        return Normal + ((first + ((second + (third / freedom)) / freedom)) / freedom);
    }
}
