using Rushes.Quality.Scores;

namespace Rushes.Cli.Report.Page;

/// <summary>The scores of a film in a few hundred steps, each with its least, mean and greatest: a line of a million points shows no more.</summary>
internal sealed class ScoreCurve
{
    private const int MostSteps = 800;

    private readonly long _frames;
    private readonly Step[][] _steps;

    private ScoreCurve(IReadOnlyList<string> metrics, long frames)
    {
        Metrics = metrics;
        _frames = frames;
        _steps = [.. metrics.Select(_ => new Step[Math.Min(MostSteps, frames)])];
    }

    /// <summary>Names.</summary>
    public IReadOnlyList<string> Metrics { get; }

    /// <param name="stream">Stored scores.</param>
    /// <param name="frames">Of the film.</param>
    public static ScoreCurve Read(Stream stream, long frames)
    {
        var metrics = FrameScores.ReadHeader(stream);
        var curve = new ScoreCurve(metrics, frames);
        foreach (var (frame, scores) in FrameScores.ReadFrames(stream, metrics.Count))
        {
            for (var metric = 0; metric < metrics.Count; metric++)
            {
                var steps = curve._steps[metric];
                steps[frame * steps.LongLength / frames].Add(scores[metric]);
            }
        }

        return curve;
    }

    /// <summary>Where something was measured: where in the film (0 to 1), and what.</summary>
    public IEnumerable<(double At, float Least, double Mean, float Greatest)> Of(int metric)
    {
        var steps = _steps[metric];
        for (var number = 0; number < steps.Length; number++)
        {
            if (steps[number].Count > 0)
            {
                // In its middle; a film of one frame has it in the middle of the page.
                yield return ((number + 0.5) / steps.Length, steps[number].Least, steps[number].Sum / steps[number].Count, steps[number].Greatest);
            }
        }
    }

    /// <summary>Where a frame begins, 0 to 1.</summary>
    public double At(long frame) => (double)frame / _frames;

    private struct Step
    {
        public int Count { get; private set; }

        public double Sum { get; private set; }

        public float Least { get; private set; }

        public float Greatest { get; private set; }

        public void Add(float score)
        {
            (Least, Greatest) = Count == 0 ? (score, score) : (Math.Min(Least, score), Math.Max(Greatest, score));
            Sum += score;
            Count++;
        }
    }
}
