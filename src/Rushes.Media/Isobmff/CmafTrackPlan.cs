using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>
/// A packaged track before its first byte is written: <c>ftyp moov sidx (moof mdat)*</c>, one fragment per segment, with every
/// size, byte range and rate. The writer then goes front to back and patches nothing, and manifests can be made before the media.
/// Memory is a few bytes a segment beside the index.
/// </summary>
public sealed class CmafTrackPlan
{
    private readonly CmafFragment[] _fragments;
    private readonly CmafSegment[] _segments;

    /// <param name="index">Of the chunks, times from 0.</param>
    /// <param name="segmentStarts">First sample of each segment, ascending, from 0. For video each is a key frame that all earlier samples are shown before.</param>
    /// <param name="baseSeconds">Where presentation time 0 lies in the package; see <see cref="PackageBase"/>.</param>
    /// <param name="options">Language and colour.</param>
    /// <exception cref="ArgumentException">The segments do not start at key frames, are too many or too large, or the base too small.</exception>
    public CmafTrackPlan(FrameIndex index, IReadOnlyList<int> segmentStarts, long baseSeconds, CmafTrackOptions options)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(segmentStarts);
        ArgumentNullException.ThrowIfNull(options);
        FrameRanges.ThrowIfNotAscending(segmentStarts, index.Count, nameof(segmentStarts));
        if (index.Format.Kind == TrackKind.Video)
        {
            index = index.WithDecodeDelay(options.DecodeLead.CeilingTicks(index.Timescale));
        }

        if (baseSeconds < PackageBase.Seconds(PackageBase.DecodeLead(index)))
        {
            throw new ArgumentException($"A base of {baseSeconds} s is before the track's first decode time.", nameof(baseSeconds));
        }

        Index = index;
        BaseSeconds = baseSeconds;
        BaseTicks = checked(baseSeconds * index.Timescale);
        _fragments = PlanFragments(index, segmentStarts);

        var writer = new BoxWriter();
        InitializationSegment.Write(writer, index, options);
        Initialization = new ByteRange(0, writer.Written.Length);
        SegmentIndex = new ByteRange(Initialization.Length, SegmentIndexBox.Size(_fragments.Length));
        _segments = PlaceSegments();
        if (SegmentIndexBox.Refusal(_segments) is { } refusal)
        {
            throw new ArgumentException($"The track cannot be packaged: {refusal}.", nameof(segmentStarts));
        }

        SegmentIndexBox.Write(writer, index.Timescale, BaseTicks + index.FirstTime, _segments);
        Header = writer.Written;
        (AverageBitrate, PeakBitrate) = SegmentRates.Of(_segments, index.Timescale);
    }

    /// <summary>Of the chunks that the samples come from.</summary>
    public FrameIndex Index { get; }

    /// <summary>Presentation time 0 of the timeline in the package, seconds.</summary>
    public long BaseSeconds { get; }

    /// <summary>The same in ticks of the track: DASH's presentationTimeOffset.</summary>
    public long BaseTicks { get; }

    /// <summary><c>ftyp</c> and <c>moov</c>.</summary>
    public ByteRange Initialization { get; }

    /// <summary><c>sidx</c>.</summary>
    public ByteRange SegmentIndex { get; }

    public IReadOnlyList<CmafSegment> Segments => _segments;

    /// <summary>Of the whole file, bytes.</summary>
    public long Size => _segments[^1].Bytes.Offset + _segments[^1].Bytes.Length;

    /// <summary>Bit/s of all segments over their duration.</summary>
    public long AverageBitrate { get; }

    /// <summary>Bit/s: the peak segment bit rate of HLS; see <see cref="SegmentRates"/>.</summary>
    public long PeakBitrate { get; }

    /// <summary>Everything in front of the first segment.</summary>
    internal ReadOnlyMemory<byte> Header { get; }

    internal IReadOnlyList<CmafFragment> Fragments => _fragments;

    /// <summary>The index of the packaged track itself.</summary>
    /// <param name="uri">Of the file, relative to where the index will be.</param>
    /// <param name="digest">SHA-256 of the file.</param>
    public FrameIndex CreateIndex(string uri, ReadOnlyMemory<byte> digest)
    {
        var frames = Index.Frames;
        var offsets = new long[Index.Count];
        for (var i = 0; i < _fragments.Length; i++)
        {
            var offset = _segments[i].Bytes.Offset + _fragments[i].DataOffset;
            for (var sample = _fragments[i].From; sample < _fragments[i].To; sample++)
            {
                offsets[sample] = offset;
                offset += Index.Size(sample);
            }
        }

        var file = new IndexedChunk(uri, Size, digest, 0, Index.Count);
        var table = new FrameTable
        {
            Sizes = frames.Sizes,
            Offsets = offsets,
            Times = frames.Times,
            LastDuration = frames.LastDuration,
            Shown = frames.Shown,
            Keys = frames.Keys,
            DecodeDelay = frames.DecodeDelay,
        };
        return new FrameIndex(Index.Format, Index.Timescale, BaseTicks, [file], table);
    }

    private static CmafFragment[] PlanFragments(FrameIndex index, IReadOnlyList<int> starts)
    {
        var fragments = new CmafFragment[starts.Count];
        for (var i = 0; i < fragments.Length; i++)
        {
            var (from, to) = (starts[i], i + 1 < starts.Count ? starts[i + 1] : index.Count);
            ThrowIfNotPackable(index, from, to, i);
            fragments[i] = CmafFragment.Create(index, (uint)i + 1, from, to);
        }

        return fragments;
    }

    private static void ThrowIfNotPackable(FrameIndex index, int from, int to, int segment)
    {
        if (!index.IsKey(from) || index.PresentationOrder(from) != from)
        {
            throw new ArgumentException($"Segment {segment} does not start with a key frame at frame {from}.", nameof(from));
        }

        for (var i = from; i < to; i++)
        {
            if (index.PresentationOrder(i) < from || index.PresentationOrder(i) >= to)
            {
                throw new ArgumentException($"Frame {i} of segment {segment} is shown outside it.", nameof(from));
            }

            if (index.Duration(i) > uint.MaxValue || index.CompositionOffset(i) > uint.MaxValue)
            {
                throw new ArgumentException($"Frame {i} lasts or waits longer than 32-bit ticks can say.", nameof(from));
            }
        }
    }

    private CmafSegment[] PlaceSegments()
    {
        var segments = new CmafSegment[_fragments.Length];
        var offset = SegmentIndex.Offset + SegmentIndex.Length;
        for (var i = 0; i < segments.Length; i++)
        {
            var fragment = _fragments[i];
            var last = fragment.To - 1;
            var duration = Index.DecodeTime(last) + Index.Duration(last) - Index.DecodeTime(fragment.From);
            segments[i] = new CmafSegment(new ByteRange(offset, fragment.Size), duration);
            offset += fragment.Size;
        }

        return segments;
    }
}
