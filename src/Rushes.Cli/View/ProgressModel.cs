using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>
/// Makes progress out of snapshots: what is done, how fast, how long it will take. Speeds come from a sliding window, so
/// they follow the film's easy and hard stretches, and what an earlier run finished does not count as speed.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ProgressModel(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Of the work of two passes; encoders make the first one faster. What the second one has to do is known only after it.</summary>
    private const double FirstPass = 0.3;

    private readonly Queue<Sample> _samples = new();

    // Only a running chunk says how many frames it has.
    private readonly Dictionary<string, long> _framesOfItem = [];

    // Attempts of earlier runs of the program: an interruption is not a failure.
    private readonly Dictionary<string, int> _earlierAttempts = [];

    /// <summary>Of the source, frames a second; null when not known.</summary>
    public double? FrameRate { get; set; }

    public ProgressState Update(IReadOnlyList<WorkSnapshot> works)
    {
        var items = EncodeItem.In(works).Select(WithMemory).ToList();
        var (done, total) = PackageItems.AreAll(works) ? PackageItems.Bytes(works) : (0, 0);
        var sample = total > 0
            ? new Sample(time.GetTimestamp(), done, done / total)
            : new Sample(time.GetTimestamp(), items.Sum(item => item.FramesDone), Whole(items));
        var (units, fraction) = SpeedsUntil(sample, isWorking: items.Count > 0 || total > 0);
        var frames = total > 0 ? null : units;
        var renditions = items.SelectMany(item => item.Renditions.Select(rendition => (item.Codec, Rendition: rendition))).Distinct().ToList();
        var isOfOneCodec = renditions.Select(rendition => rendition.Codec).Distinct().Count() == 1;
        return new ProgressState(
            [.. View.Phases.Shown(works).Select(phase => StateOf(phase, [.. works.Where(work => View.Phases.Of(work) == phase)]))],
            [.. renditions.Select(rendition => RowOf(rendition.Codec, rendition.Rendition, isOfOneCodec, items))],
            sample.Fraction,
            frames,
            frames / renditions.Count / FrameRate,
            fraction > 0 ? TimeSpan.FromSeconds((1 - sample.Fraction) / fraction.Value) : null)
        {
            BytesPerSecond = total > 0 ? units : null,
        };
    }

    private EncodeItem WithMemory(EncodeItem item)
    {
        if (item.Frames > 0)
        {
            _framesOfItem[item.Label] = item.Frames;
        }

        _earlierAttempts.TryAdd(item.Label, item.State == WorkState.Waiting ? item.Attempts : Math.Max(0, item.Attempts - 1));
        return item with
        {
            Frames = _framesOfItem.GetValueOrDefault(item.Label),
            Attempts = item.Attempts - _earlierAttempts[item.Label],
        };
    }

    private static double Whole(List<EncodeItem> items)
    {
        var (first, last) = (items.FindAll(item => item.Measures), items.FindAll(item => !item.Measures));
        return first.Count == 0 ? Fraction(last) : (FirstPass * Fraction(first)) + ((1 - FirstPass) * Fraction(last));
    }

    private static double Fraction(List<EncodeItem> items) =>
        items.Count == 0 ? 0 : items.Sum(item => item.Fraction * item.Weight) / items.Sum(item => item.Weight);

    private static PhaseState StateOf(string phase, IReadOnlyList<WorkSnapshot> works)
    {
        var states = works.Select(work => work.State).ToList();
        return new PhaseState(phase, states switch
        {
            [] => PhaseStage.Waiting,
            _ when states.Contains(WorkState.Failed) => PhaseStage.Failed,
            _ when states.TrueForAll(state => state == WorkState.Done) => PhaseStage.Done,
            _ when states.Exists(state => state is WorkState.Running or WorkState.Done) => PhaseStage.Running,
            _ => PhaseStage.Waiting,
        })
        {
            Fraction = FractionOf(phase, works),
        };
    }

    private static double? FractionOf(string phase, IReadOnlyList<WorkSnapshot> works)
    {
        var (done, total) = View.Phases.IsTransfer(phase)
            ? (works.Sum(work => (double)work.Done), works.Sum(work => (double)work.Total))
            : PackageItems.Bytes(works);
        return total > 0 ? done / total : null;
    }

    private static RenditionProgress RowOf(string codec, string rendition, bool isOfOneCodec, List<EncodeItem> items)
    {
        var own = items.FindAll(item => !item.Measures && item.Codec == codec && item.Renditions.Contains(rendition));
        return new RenditionProgress(
            isOfOneCodec ? rendition : $"{codec} {rendition}",
            own.Count(item => item.State == WorkState.Done),
            own.Count(item => item.State == WorkState.Running),
            own.Count,
            Fraction(own),
            own.Sum(item => Math.Max(0, item.Attempts - 1)));
    }

    private (double? Frames, double? Fraction) SpeedsUntil(Sample now, bool isWorking)
    {
        if (!isWorking)
        {
            return (null, null);
        }

        _samples.Enqueue(now);
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().Timestamp, now.Timestamp) > Window)
        {
            _samples.Dequeue();
        }

        var first = _samples.Peek();
        var elapsed = time.GetElapsedTime(first.Timestamp, now.Timestamp);
        return elapsed < Shortest
            ? (null, null)
            : (Speed(now.Units - first.Units, elapsed), Speed(now.Fraction - first.Fraction, elapsed));
    }

    // A chunk that is tried again takes its progress back; that is no negative speed.
    private static double Speed(double distance, TimeSpan elapsed) => Math.Max(0, distance) / elapsed.TotalSeconds;

    /// <param name="Timestamp">Of the clock.</param>
    /// <param name="Units">Frames that are encoded, or bytes that are packaged.</param>
    /// <param name="Fraction">Of all work.</param>
    private sealed record Sample(long Timestamp, double Units, double Fraction);
}
