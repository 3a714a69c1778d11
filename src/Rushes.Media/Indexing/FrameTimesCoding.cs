namespace Rushes.Media.Indexing;

/// <summary>The presentation times of an index: runs of equal durations, or steps from one duration to the next.</summary>
internal static class FrameTimesCoding
{
    // A run takes three bytes and more, a step one or two.
    private const int RunsToSteps = 3;

    public static void Encode(FrameTable frames, Wire.FrameIndex message)
    {
        message.FirstTime = frames.Times[0];
        if ((long)CountRuns(frames) * RunsToSteps > frames.Times.Length)
        {
            EncodeSteps(frames, message);
        }
        else
        {
            EncodeRuns(frames, message);
        }
    }

    public static long[] Decode(Wire.FrameIndex message, out long lastDuration) => message.DurationSteps.Count > 0
        ? DecodeSteps(message, out lastDuration)
        : DecodeRuns(message, out lastDuration);

    private static long DurationOf(FrameTable frames, int shown) =>
        shown + 1 < frames.Times.Length ? frames.Times[shown + 1] - frames.Times[shown] : frames.LastDuration;

    private static int CountRuns(FrameTable frames)
    {
        var runs = 1;
        for (var i = 1; i < frames.Times.Length; i++)
        {
            runs += DurationOf(frames, i) == DurationOf(frames, i - 1) ? 0 : 1;
        }

        return runs;
    }

    private static void EncodeSteps(FrameTable frames, Wire.FrameIndex message)
    {
        var last = 0L;
        for (var i = 0; i < frames.Times.Length; i++)
        {
            var duration = DurationOf(frames, i);
            message.DurationSteps.Add(duration - last);
            last = duration;
        }
    }

    private static void EncodeRuns(FrameTable frames, Wire.FrameIndex message)
    {
        for (var i = 0; i < frames.Times.Length; i++)
        {
            var duration = (ulong)DurationOf(frames, i);
            if (message.RunDurations.Count > 0 && message.RunDurations[^1] == duration)
            {
                message.RunLengths[^1]++;
            }
            else
            {
                message.RunDurations.Add(duration);
                message.RunLengths.Add(1);
            }
        }
    }

    private static long[] DecodeSteps(Wire.FrameIndex message, out long lastDuration)
    {
        if (message.DurationSteps.Count != message.Sizes.Count || message.RunLengths.Count > 0)
        {
            throw FrameIndexFile.Malformed($"times of {message.DurationSteps.Count} of {message.Sizes.Count} frames");
        }

        var times = new long[message.Sizes.Count];
        Int128 time = message.FirstTime;
        lastDuration = 0;
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = (long)time;

            // A sum that wraps is no duration: both parts are too small to wrap into one.
            lastDuration = unchecked(lastDuration + message.DurationSteps[i]);
            if (lastDuration is <= 0 or > long.MaxValue / 4)
            {
                throw FrameIndexFile.Malformed($"frame {i} of {lastDuration} ticks");
            }

            time += lastDuration;
            ThrowIfAbsurd(time);
        }

        return times;
    }

    private static long[] DecodeRuns(Wire.FrameIndex message, out long lastDuration)
    {
        var times = new long[message.Sizes.Count];
        Int128 time = message.FirstTime;
        var frame = 0;
        lastDuration = 0;
        for (var run = 0; run < message.RunLengths.Count && run < message.RunDurations.Count; run++)
        {
            var (length, duration) = (message.RunLengths[run], message.RunDurations[run]);
            if (duration is 0 or > long.MaxValue / 4 || length > times.Length - frame)
            {
                throw FrameIndexFile.Malformed($"{length} frames of {duration} ticks from frame {frame}");
            }

            lastDuration = (long)duration;
            for (; length > 0; length--, time += duration)
            {
                times[frame++] = (long)time;
            }

            ThrowIfAbsurd(time);
        }

        return frame == times.Length ? times : throw FrameIndexFile.Malformed($"times of {frame} of {times.Length} frames");
    }

    private static void ThrowIfAbsurd(Int128 time)
    {
        if (time > long.MaxValue / 4 || time < long.MinValue / 4)
        {
            throw FrameIndexFile.Malformed("absurd presentation times");
        }
    }
}
