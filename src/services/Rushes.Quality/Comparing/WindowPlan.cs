using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Timelines;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Comparing;

/// <summary>
/// Stretches of the film that are scored each by a process of its own: long enough that what is decoded before them costs little, short
/// enough that there are many. They are cut where the encode can be decoded from.
/// </summary>
internal static class WindowPlan
{
    private const int ShortestWanted = 480;
    private const int LongestWanted = 1440;
    private const int Wanted = 16;

    /// <summary>Of an index: whole chunks, short ones together.</summary>
    /// <param name="index">Of the video.</param>
    /// <param name="mostChunks">Of a window: each has a decoder of its own.</param>
    public static IEnumerable<Window> Of(FrameIndex index, int mostChunks)
    {
        var length = Length(index.Count);
        var window = new Window();
        foreach (var chunk in index.Chunks)
        {
            if (window.Frames is null)
            {
                window.Frames = new FrameRange { From = chunk.FirstFrame };
                window.FirstOfChunk = chunk.FirstFrame;
            }

            window.Frames.To = chunk.FirstFrame + chunk.Count;
            window.Chunks.Add(new ObjectRef { Uri = chunk.Uri, Size = chunk.Size });
            window.ChunkFrames.Add(chunk.Count);
            if (window.Frames.To - window.Frames.From >= length || window.Chunks.Count == mostChunks)
            {
                yield return window;
                window = new Window();
            }
        }

        if (window.Chunks.Count > 0)
        {
            yield return window;
        }
    }

    /// <summary>Of a file: from one of its key frames up to another.</summary>
    public static IEnumerable<Window> Of(Timeline encode)
    {
        var length = Length(encode.Count);
        var from = 0;
        while (from < encode.Count)
        {
            // A rest that is shorter than half a window belongs to the one before.
            var to = encode.Count - from < length * 3 / 2 ? encode.Count : KeyFrameNear(encode, from + length, from);
            yield return new Window { Frames = new FrameRange { From = from, To = to } };
            from = to;
        }
    }

    /// <summary>Samples that a process measures, out of a file.</summary>
    /// <param name="samples">Frames, in order; at least one.</param>
    public static Window Of(IReadOnlyList<int> samples) => new()
    {
        Frames = new FrameRange { From = samples[0], To = samples[^1] + 1 },
        Samples = { samples.Select(sample => (long)sample) },
    };

    /// <summary>The same, out of the chunks of an index.</summary>
    public static Window Of(FrameIndex index, IReadOnlyList<int> samples)
    {
        var (first, last) = (index.ChunkOf(samples[0]), index.ChunkOf(samples[^1]));
        var chunks = Enumerable.Range(first, last + 1 - first).Select(chunk => index.Chunks[chunk]).ToArray();
        var window = Of(samples);
        window.FirstOfChunk = chunks[0].FirstFrame;
        window.Chunks.AddRange(chunks.Select(chunk => new ObjectRef { Uri = chunk.Uri, Size = chunk.Size }));
        window.ChunkFrames.AddRange(chunks.Select(chunk => (long)chunk.Count));
        return window;
    }

    private static int Length(int frames) => Math.Clamp(frames / Wanted, ShortestWanted, LongestWanted);

    private static int KeyFrameNear(Timeline encode, int frame, int after)
    {
        var keys = encode.SeekPoints;
        var (low, high) = (0, keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = keys[middle] <= encode.SourceTime(frame) ? (middle + 1, high) : (low, middle);
        }

        var start = low > 0 ? FrameAt(encode, keys[low - 1]) : 0;
        start = start > after + (ShortestWanted / 2) ? start : frame;
        while (!encode.CanStartAt(start))
        {
            start--;
        }

        return start > after ? start : encode.Count;
    }

    private static int FrameAt(Timeline timeline, long sourceTime)
    {
        var (low, high) = (0, timeline.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = timeline.SourceTime(middle) < sourceTime ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
