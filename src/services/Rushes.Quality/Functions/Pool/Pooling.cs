using Rushes.Contracts;
using Rushes.Quality.Scores;

namespace Rushes.Quality.Functions.Pool;

/// <summary>Pools the scores of a film, whole and shot by shot.</summary>
/// <param name="film">At least one frame.</param>
/// <param name="cuts">First frames of its shots; the first is 0.</param>
/// <param name="frames">Of the film.</param>
internal sealed class Pooling(FilmScores film, IReadOnlyList<long> cuts, long frames)
{
    public void Fill(VideoQuality quality)
    {
        quality.Shots.AddRange(Shots());
        quality.Metrics.AddRange(film.Metrics.Select((name, metric) => Pool(name, metric, quality.Shots)));
    }

    private PooledMetric Pool(string name, int metric, IEnumerable<ShotQuality> shots)
    {
        var moreIsWorse = Comparing.Metrics.IsOfFaults(name);
        var pooled = Pooled.Of(film.Of(metric), moreIsWorse);
        var means = shots.Where(shot => shot.Measured > 0).Select(shot => shot.Means[metric]);
        return new PooledMetric
        {
            Name = name,
            Mean = pooled.Mean,
            HarmonicMean = pooled.HarmonicMean,
            P1 = pooled.P1,
            P5 = pooled.P5,
            Least = pooled.Least,
            Greatest = pooled.Greatest,
            WorstShot = moreIsWorse ? means.Max() : means.Min(),
            Error = SamplingError.Of(film, metric, frames),
        };
    }

    private IEnumerable<ShotQuality> Shots()
    {
        var next = 0;
        for (var shot = 0; shot < cuts.Count; shot++)
        {
            var end = shot + 1 < cuts.Count ? cuts[shot + 1] : frames;
            var first = next;
            while (next < film.Count && film.FrameAt(next) < end)
            {
                next++;
            }

            var quality = new ShotQuality { Frames = new FrameRange { From = cuts[shot], To = end }, Measured = next - first };
            if (next > first)
            {
                quality.Means.AddRange(Enumerable.Range(0, film.Metrics.Count).Select(metric => Mean(film.Of(metric), first, next)));
            }

            yield return quality;
        }
    }

    private static double Mean(IReadOnlyList<float> scores, int from, int to)
    {
        double sum = 0;
        for (var number = from; number < to; number++)
        {
            sum += scores[number];
        }

        return sum / (to - from);
    }
}
