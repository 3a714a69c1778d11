namespace Rushes.Quality.Scores;

/// <summary>
/// How far the mean of a sample may be from that of all frames. Runs stand for equal parts of the film, so that neighbours are alike: what
/// they differ by tells how much each differs from its part (successive differences, Wolter, Introduction to Variance Estimation, 8.2).
/// </summary>
internal static class SamplingError
{
    // Student's t for 95 %, two-sided, by degrees of freedom from 1.
    private static readonly double[] Student = [12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09, 2.09];

    /// <returns>Half of the interval of 95 %; 0 where there is one run alone, or all was measured.</returns>
    public static double Of(FilmScores film, int metric, long frames)
    {
        var runs = Means(film, metric);
        if (runs.Count < 2 || film.Count >= frames)
        {
            return 0;
        }

        double squares = 0;
        for (var run = 1; run < runs.Count; run++)
        {
            squares += Math.Pow(runs[run] - runs[run - 1], 2);
        }

        var variance = squares / (2 * (runs.Count - 1)) / runs.Count * (1 - ((double)film.Count / frames));
        return Factor(runs.Count - 1) * Math.Sqrt(variance);
    }

    private static double Factor(int freedom) => freedom <= Student.Length ? Student[freedom - 1] : 1.96 + (2.5 / freedom);

    private static List<double> Means(FilmScores film, int metric)
    {
        List<double> means = [];
        var scores = film.Of(metric);
        for (var first = 0; first < film.Count;)
        {
            var next = first;
            double sum = 0;
            do
            {
                sum += scores[next++];
            }
            while (next < film.Count && film.FrameAt(next) == film.FrameAt(next - 1) + 1);
            means.Add(sum / (next - first));
            first = next;
        }

        return means;
    }
}
