using Rushes.Media.Indexing;
using Rushes.Media.Timing;

namespace Rushes.Media.Conformance.Judges;

/// <summary>Frame count, frame rate and duration against what was promised.</summary>
internal sealed class TimesJudge(FrameIndex index, StreamPromise promise, StreamFacts facts, FaultLog log)
{
    private const long MillisecondsPerSecond = 1000;

    public void Judge()
    {
        if (promise.Frames > 0 && index.Count != promise.Frames)
        {
            log.Add(
                0, FaultCodes.FrameCount, string.Empty, $"The stream has {index.Count} frames, not {promise.Frames}.",
                ("frames", index.Count), ("expected", promise.Frames));
        }

        JudgeDuration();
        if (promise.FrameRate is { } rate && rate > Rational.Zero)
        {
            JudgeRate(rate);
        }
    }

    // To the tick, or to the millisecond where that is more: people write no more digits.
    private void JudgeDuration()
    {
        if (promise.Duration is not { } wanted)
        {
            return;
        }

        var difference = ((double)index.TotalDuration / index.Timescale) - ((double)wanted.Numerator / wanted.Denominator);
        if (Math.Abs(difference) > Math.Max(1.0 / index.Timescale, 1.0 / MillisecondsPerSecond))
        {
            log.Add(
                0, FaultCodes.Duration, string.Empty, "The stream is longer or shorter than it was to be.",
                ("seconds", (double)index.TotalDuration / index.Timescale), ("expected", wanted));
        }
    }

    private void JudgeRate(Rational rate)
    {
        if (facts.FrameRate is { } said && said != rate)
        {
            log.Add(0, FaultCodes.FrameRate, string.Empty, $"The bitstream says {said} frames a second, not {rate}.", ("found", said), ("expected", rate));
        }

        // Times are rounded to ticks, each for itself.
        var times = index.Frames.Times;
        for (var i = 0; i < times.Length; i++)
        {
            var exact = (double)i * index.Timescale * rate.Denominator / rate.Numerator;
            if (Math.Abs(times[i] - times[0] - exact) > 1)
            {
                log.Add(
                    DecodedAs(i), FaultCodes.FrameRate, string.Empty, $"Frames do not come {rate} times a second: the first that is off its time.",
                    ("ticks", times[i] - times[0]), ("expected", exact), ("timescale", index.Timescale));
                return;
            }
        }
    }

    private int DecodedAs(int shown) => Enumerable.Range(0, index.Count).First(frame => index.PresentationOrder(frame) == shown);
}
