using System.Collections;
using Rushes.Media.Indexing;

namespace Rushes.Media.Tests.Indexing;

/// <summary>Indexes made without files.</summary>
internal static class Indexes
{
    private static readonly byte[] AvcC = [1, 100, 0, 31, 0xFF, 0xE1, 0, 2, 0x67, 1, 1, 0, 1, 0x68, 0xFD, 0xF8, 0xF8, 0];

    /// <summary>Video of constant rate in chunks, with B frames in pairs, a key frame every <paramref name="gop"/> frames.</summary>
    public static FrameIndex Video(int count, uint timescale, long step, int gop, int chunkLength, Func<int, int> size)
    {
        var offsets = new long[count];
        var sizes = new int[count];
        var shown = new int[count];
        var chunks = new List<IndexedChunk>();
        for (var first = 0; first < count; first += chunkLength)
        {
            var offset = 800L;
            var end = Math.Min(count, first + chunkLength);
            for (var i = first; i < end; i++)
            {
                var inGop = (i - first) % gop;

                // A fragment's headers stand before each key frame. Order in a GOP: I P B P B … where the neighbour is there.
                offset += inGop == 0 ? 400 : 0;
                (offsets[i], sizes[i]) = (offset, size(i));
                offset += sizes[i];
                var whole = inGop > 0 && (inGop % 2 == 0 || (i + 1 < end && inGop + 1 < gop));
                shown[i] = !whole ? i : inGop % 2 == 1 ? i + 1 : i - 1;
            }

            chunks.Add(new IndexedChunk($"chunks/{first}.mp4", offset, new byte[32], first, end - first));
        }

        var keys = new BitArray(count);
        for (var i = 0; i < count; i++)
        {
            keys[i] = i % chunkLength % gop == 0;
        }

        var times = Enumerable.Range(0, count).Select(i => i * step).ToArray();
        return new FrameIndex(
            Formats.Avc(AvcC, 640, 360),
            timescale,
            0,
            [.. chunks],
            new FrameTable
            {
                Sizes = sizes,
                Offsets = offsets,
                Times = times,
                LastDuration = step,
                Shown = shown,
                Keys = keys,
                DecodeDelay = FrameTable.SmallestDelay(times, shown),
            });
    }

    /// <summary>Video in one file with two B frames before each other frame, also before each key frame but the first; the length is 1 more than a multiple of 3.</summary>
    public static FrameIndex OpenGops(int count, uint timescale, int gop)
    {
        int[] shown = [.. Enumerable.Range(0, count).Select(i => i == 0 ? 0 : i + 2 - ((i - 1) % 3 * 2))];
        long[] times = [.. Enumerable.Range(0, count).Select(i => (long)i)];
        return new FrameIndex(Formats.Avc(AvcC, 640, 360), timescale, 0, [new IndexedChunk("film.mp4", 1000 + (100L * count), new byte[32], 0, count)], new FrameTable
        {
            Sizes = [.. Enumerable.Repeat(100, count)],
            Offsets = [.. Enumerable.Range(0, count).Select(i => 1000 + (100L * i))],
            Times = times,
            LastDuration = 1,
            Shown = shown,
            Keys = new BitArray([.. shown.Select(number => number % gop == 0)]),
            DecodeDelay = FrameTable.SmallestDelay(times, shown),
        });
    }

    /// <summary>Two hours at 60000/1001 frames a second, about 8 Mbit/s: key frames every two seconds, minutes of quiet and of noise.</summary>
    public static FrameIndex Feature()
    {
        var random = new Random(5);
        return Video(432_000, 60_000, 1001, 120, 10_800, Size);

        int Size(int frame)
        {
            var scene = 0.3 + (frame / 700 * 7919 % 13 / 6.5);
            var kind = frame % 120 == 0 ? 110_000 : frame % 2 == 0 ? 9_000 : 24_000;
            return (int)(kind * scene * (0.5 + random.NextDouble()));
        }
    }

    /// <summary>The same with the times of a phone: each frame is late or early by a little, and here and there one is missing.</summary>
    public static FrameIndex Variable(FrameIndex index)
    {
        var random = new Random(6);
        var step = index.Duration(0);
        var times = new long[index.Count];
        for (var i = 1; i < times.Length; i++)
        {
            times[i] = times[i - 1] + (random.Next(500) == 0 ? 2 * step : step) + random.Next(-12, 13);
        }

        var frames = index.Frames;
        return new FrameIndex(index.Format, index.Timescale, 0, [.. index.Chunks], new FrameTable
        {
            Sizes = frames.Sizes,
            Offsets = frames.Offsets,
            Times = times,
            LastDuration = step,
            Shown = frames.Shown,
            Keys = frames.Keys,
            DecodeDelay = FrameTable.SmallestDelay(times, frames.Shown),
        });
    }

    /// <summary>AAC at 48 kHz, 1024 samples of priming.</summary>
    public static FrameIndex Audio(int count, string configuration = "1190") => new(
        Formats.Aac(Convert.FromHexString(configuration)),
        48000,
        0,
        [new IndexedChunk("a.mp4", 1000 + (300L * count), new byte[32], 0, count)],
        new FrameTable
        {
            Sizes = [.. Enumerable.Repeat(300, count)],
            Offsets = [.. Enumerable.Range(0, count).Select(i => 1000 + (300L * i))],
            Times = [.. Enumerable.Range(-1, count).Select(i => i * 1024L)],
            LastDuration = 1024,
            Shown = null,
            Keys = new BitArray(count, true),
        });

    public static byte[] Stored(FrameIndex index)
    {
        using var stream = new MemoryStream();
        index.WriteTo(stream);
        return stream.ToArray();
    }
}
