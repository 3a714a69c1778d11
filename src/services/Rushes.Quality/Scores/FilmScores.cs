namespace Rushes.Quality.Scores;

/// <summary>The scores of all measured frames of a film, in order: four bytes for each and each metric, and four for its number.</summary>
internal sealed class FilmScores(IReadOnlyList<string> metrics)
{
    private readonly List<int> _frames = [];
    private readonly List<float>[] _scores = [.. metrics.Select(_ => new List<float>())];

    public IReadOnlyList<string> Metrics => metrics;

    /// <summary>Frames.</summary>
    public int Count => _frames.Count;

    /// <summary>Number of the n-th measured frame.</summary>
    public int FrameAt(int measured) => _frames[measured];

    /// <summary>Of one metric.</summary>
    public IReadOnlyList<float> Of(int metric) => _scores[metric];

    /// <param name="frame">Behind all that were added.</param>
    /// <param name="scores">In the order of the metrics.</param>
    /// <exception cref="InvalidDataException">It is not behind them.</exception>
    public void Add(int frame, ReadOnlySpan<float> scores)
    {
        if (_frames.Count > 0 && frame <= _frames[^1])
        {
            throw new InvalidDataException($"Frame {frame} comes behind frame {_frames[^1]}.");
        }

        _frames.Add(frame);
        for (var metric = 0; metric < _scores.Length; metric++)
        {
            _scores[metric].Add(scores[metric]);
        }
    }
}
