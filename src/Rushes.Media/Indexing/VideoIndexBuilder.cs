using System.Collections;
using Rushes.Media.Isobmff;
using Rushes.Media.Timelines;

namespace Rushes.Media.Indexing;

/// <summary>
/// Assembles a video from its chunks without copying a byte: frame i of the video in presentation order is frame i of the
/// timeline, and the encoder's own times are used for nothing but the order of frames inside a chunk. What is wrong with the
/// chunks is collected and reported at once. Not for several threads.
/// </summary>
public sealed class VideoIndexBuilder
{
    private readonly Timeline _timeline;
    private readonly int[] _starts;
    private readonly IndexedChunk?[] _chunks;
    private readonly int[] _sizes;
    private readonly long[] _offsets;
    private readonly int[] _shown;
    private readonly BitArray _keys;
    private readonly List<IndexProblem> _problems = [];
    private TrackFormat? _format;
    private int _latest = -1;

    /// <param name="timeline">Of the video.</param>
    /// <param name="chunkStarts">First frame of each chunk: ascending, from 0.</param>
    public VideoIndexBuilder(Timeline timeline, IReadOnlyList<int> chunkStarts)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(chunkStarts);
        FrameRanges.ThrowIfNotAscending(chunkStarts, timeline.Count, nameof(chunkStarts));
        _timeline = timeline;
        _starts = [.. chunkStarts, timeline.Count];
        _chunks = new IndexedChunk?[chunkStarts.Count];
        _sizes = new int[timeline.Count];
        _offsets = new long[timeline.Count];
        _shown = new int[timeline.Count];
        _keys = new BitArray(timeline.Count);
    }

    /// <summary>Takes the next chunk, in temporal order. Its headers are not kept.</summary>
    public void Add(ChunkFile chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        if (!CheckOrder(chunk.Number) || !CheckFormat(chunk))
        {
            return;
        }

        var (first, count) = (_starts[chunk.Number], _starts[chunk.Number + 1] - _starts[chunk.Number]);
        _chunks[chunk.Number] = new IndexedChunk(chunk.Uri, chunk.Size, chunk.Digest, first, count);
        if (chunk.File.Samples.Count != count)
        {
            var found = chunk.File.Samples.Count;
            Report(IndexProblemCodes.FrameCount, $"has {found} frames, the timeline {count}", chunk.Number, first + Math.Min(found, count));
            return;
        }

        TakeSamples(chunk, first);
        TakeOrder(chunk, first);
    }

    /// <summary>The index, or all problems of all chunks.</summary>
    /// <param name="complete">What the first chunk says of its frames; null: it says all. What it refuses as malformed is a problem of that chunk.</param>
    public FrameIndexResult Build(Func<TrackFormat, TrackFormat>? complete = null)
    {
        var seen = _problems.Select(problem => problem.Chunk).ToHashSet();
        for (var i = 0; i < _chunks.Length; i++)
        {
            if (_chunks[i] is null && !seen.Contains(i))
            {
                Report(IndexProblemCodes.ChunkMissing, "is missing", i, _starts[i]);
            }
        }

        var format = Complete(complete);
        return _problems.Count > 0 || format is null
            ? new FrameIndexResult(null, _problems.ToArray())
            : new FrameIndexResult(new FrameIndex(format, _timeline.Timescale, 0, _chunks!, CreateTable()), []);
    }

    private TrackFormat? Complete(Func<TrackFormat, TrackFormat>? complete)
    {
        try
        {
            return _format is null || complete is null ? _format : complete(_format);
        }
        catch (MediaFormatException refused)
        {
            Report(IndexProblemCodes.FormatUnknown, refused.What, 0, 0);
            return null;
        }
    }

    private FrameTable CreateTable()
    {
        var times = new long[_timeline.Count];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = _timeline.PresentationTime(i);
        }

        var shown = _shown.Where((order, frame) => order != frame).Any() ? _shown : null;
        return new FrameTable
        {
            Sizes = _sizes,
            Offsets = _offsets,
            Times = times,
            LastDuration = _timeline.Duration(_timeline.Count - 1),
            Shown = shown,
            Keys = _keys,
            DecodeDelay = FrameTable.SmallestDelay(times, shown),
        };
    }

    private bool CheckOrder(int number)
    {
        var (code, message) = number < 0 || number >= _chunks.Length
                ? (IndexProblemCodes.ChunkUnknown, $"is not one of the {_chunks.Length} planned")
            : _chunks[number] is not null ? (IndexProblemCodes.ChunkDoubled, "is given twice")
            : number < _latest ? (IndexProblemCodes.ChunkOutOfOrder, $"comes after chunk {_latest}")
            : (string.Empty, string.Empty);
        _latest = Math.Max(_latest, number);
        if (code.Length > 0)
        {
            Report(code, message, number, null);
        }

        return code.Length == 0;
    }

    private bool CheckFormat(ChunkFile chunk)
    {
        try
        {
            var format = chunk.File.Kind == TrackKind.Video
                ? TrackFormat.FromSampleEntry(TrackKind.Video, chunk.File.SampleEntry)
                : throw new MediaFormatException("holds no video", 0);
            _format ??= format;
            if (format.Equals(_format))
            {
                return true;
            }

            Report(
                IndexProblemCodes.FormatDiffers,
                $"has other parameter sets ({format.Codecs}, {format.Width}x{format.Height}) than the first chunk ({_format.Codecs}, {_format.Width}x{_format.Height})",
                chunk.Number,
                _starts[chunk.Number]);
        }
        catch (MediaFormatException refused)
        {
            Report(IndexProblemCodes.FormatUnknown, refused.What, chunk.Number, _starts[chunk.Number]);
        }

        return false;
    }

    private void TakeSamples(ChunkFile chunk, int first)
    {
        foreach (var (i, sample) in chunk.File.Samples.Index())
        {
            if (sample.Offset > chunk.Size - sample.Size)
            {
                Report(IndexProblemCodes.BeyondEnd, $"ends before its sample {i}", chunk.Number, first + i);
                return;
            }

            (_sizes[first + i], _offsets[first + i], _keys[first + i]) = ((int)sample.Size, sample.Offset, sample.IsKey);
        }

        if (!_keys[first])
        {
            Report(IndexProblemCodes.NoKeyFrame, "does not start with a key frame", chunk.Number, first);
        }
    }

    private void TakeOrder(ChunkFile chunk, int first)
    {
        var samples = chunk.File.Samples;
        var byTime = Enumerable.Range(0, (int)samples.Count).ToArray();
        var times = samples.Select(sample => sample.CompositionTime).ToArray();
        Array.Sort(times, byTime);
        for (var order = 0; order < byTime.Length; order++)
        {
            _shown[first + byTime[order]] = first + order;
            if (order > 0 && times[order] == times[order - 1])
            {
                Report(IndexProblemCodes.TimeDoubled, "shows two frames at the same time", chunk.Number, first + order);
                return;
            }
        }

        if (byTime[0] != 0)
        {
            Report(IndexProblemCodes.ChunkOpen, "shows a frame before its key frame", chunk.Number, first);
        }
    }

    private void Report(string code, string what, int chunk, long? frame) =>
        _problems.Add(new IndexProblem(code, $"Chunk {chunk} {what}.", chunk, frame));
}
