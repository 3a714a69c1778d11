using Rushes.Media.Encryption;
using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>
/// A packaged track before its first byte is written: <c>ftyp moov sidx (moof mdat)*</c>, one fragment per GOP, with every
/// size, byte range and rate. Who writes it goes front to back and patches nothing, and manifests can be made before the media.
/// Memory is a few bytes a fragment beside the index.
/// </summary>
public sealed class CmafTrackPlan : IFileLayout
{
    private readonly CmafFragment[][] _fragments;
    private readonly CmafSegment[] _segments;
    private readonly ReadOnlyMemory<byte> _header;
    private readonly SampleProtection? _protection;

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
            index = index.WithDecodeDelay(options.DecodeLead.CeilingTicks(index.Timescale) + index.FirstTime);
        }

        if (baseSeconds < PackageBase.Seconds(PackageBase.DecodeLead(index)))
        {
            throw new ArgumentException($"A base of {baseSeconds} s is before the track's first decode time.", nameof(baseSeconds));
        }

        Index = index;
        BaseSeconds = baseSeconds;
        Colour = options.Colour ?? index.Format.Picture.Colour;
        BaseTicks = checked(baseSeconds * index.Timescale);
        _protection = options.Protection;
        _fragments = CmafFragments.Plan(index, segmentStarts, FragmentProtection.Of(_protection));

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
        _header = writer.Written;
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

    /// <summary>Of video, when known.</summary>
    public Colour? Colour { get; }

    /// <summary>Of the whole file, bytes.</summary>
    public long Size => _segments[^1].Bytes.Offset + _segments[^1].Bytes.Length;

    /// <summary>Bit/s of all segments over their duration.</summary>
    public long AverageBitrate { get; }

    /// <summary>Bit/s: the peak segment bit rate of HLS; see <see cref="SegmentRates"/>.</summary>
    public long PeakBitrate { get; }

    /// <summary>Of the rest of the track when each segment is a file of its own: <c>ftyp moov</c>.</summary>
    public ReadOnlyMemory<byte> InitializationBytes => _header[..(int)Initialization.Length];

    IReadOnlyList<FrameIndex> IFileLayout.Tracks => [Index];

    /// <inheritdoc/>
    public IEnumerable<FileRun> Runs()
    {
        yield return FileRun.OfBoxes(_header);
        for (var segment = 0; segment < _fragments.Length; segment++)
        {
            foreach (var run in SegmentRuns(segment))
            {
                yield return run;
            }
        }
    }

    /// <summary>Of one segment alone.</summary>
    /// <param name="segment">Position in <see cref="Segments"/>.</param>
    public IEnumerable<FileRun> SegmentRuns(int segment)
    {
        var boxes = new BoxWriter();
        var protection = FragmentProtection.Of(_protection);
        foreach (var fragment in _fragments[segment])
        {
            boxes.Clear();
            MovieFragmentBox.Write(boxes, fragment, Index, BaseTicks, protection);
            MediaDataBox.WriteHeader(boxes, fragment.MediaSize);
            yield return FileRun.OfBoxes(boxes.Written);
            foreach (var run in MediaRuns(fragment))
            {
                yield return run;
            }
        }
    }

    /// <summary>One segment as a file of its own.</summary>
    /// <param name="segment">Position in <see cref="Segments"/>.</param>
    public IFileLayout SegmentFile(int segment) => new CmafSegmentFile(this, segment);

    /// <summary>The index of the packaged track itself where each segment is a file.</summary>
    /// <param name="uriOf">Of the file of a segment, relative to where the index will be.</param>
    public FrameIndex CreateIndex(Func<int, string> uriOf)
    {
        ArgumentNullException.ThrowIfNull(uriOf);
        var whole = CreateIndex(string.Empty);
        var offsets = new long[Index.Count];
        var chunks = new IndexedChunk[_segments.Length];
        for (var i = 0; i < chunks.Length; i++)
        {
            var (from, to) = (_fragments[i][0].From, _fragments[i][^1].To);
            chunks[i] = new IndexedChunk(uriOf(i), _segments[i].Bytes.Length, default, from, to - from);
            for (var sample = from; sample < to; sample++)
            {
                offsets[sample] = whole.Offset(sample) - _segments[i].Bytes.Offset;
            }
        }

        return Index.Moved(chunks, offsets, BaseTicks, _protection?.Track.Scheme);
    }

    /// <inheritdoc/>
    public RunEncryptor? CreateEncryptor() => _protection is null ? null : new RunEncryptor(Index, _protection);

    /// <summary>The index of the packaged track itself.</summary>
    /// <param name="uri">Of the file, relative to where the index will be.</param>
    public FrameIndex CreateIndex(string uri)
    {
        var offsets = new long[Index.Count];
        for (var segment = 0; segment < _fragments.Length; segment++)
        {
            var offset = _segments[segment].Bytes.Offset;
            foreach (var fragment in _fragments[segment])
            {
                offset += fragment.DataOffset;
                for (var sample = fragment.From; sample < fragment.To; sample++)
                {
                    offsets[sample] = offset;
                    offset += Index.Size(sample);
                }
            }
        }

        return Index.Moved([new IndexedChunk(uri, Size, default, 0, Index.Count)], offsets, BaseTicks, _protection?.Track.Scheme);
    }

    /// <summary>The first sample of each fragment, which for video is a key frame, with the headers that a player needs for it.</summary>
    public IEnumerable<CmafKeyFrame> KeyFrames()
    {
        for (var segment = 0; segment < _fragments.Length; segment++)
        {
            var offset = _segments[segment].Bytes.Offset;
            foreach (var fragment in _fragments[segment])
            {
                var bytes = new ByteRange(offset, fragment.DataOffset + Index.Size(fragment.From));
                yield return new CmafKeyFrame(segment, bytes, EndTime(fragment) - Index.PresentationTime(fragment.From));
                offset += fragment.Size;
            }
        }
    }

    private IEnumerable<FileRun> MediaRuns(CmafFragment fragment) => _protection is null
        ? SampleRuns.Of(Index, track: 0, fragment.From, fragment.To)
        : SampleRuns.Batches(Index, track: 0, fragment.From, fragment.To);

    // Fragments are closed: what follows is shown when the last sample's turn is over.
    private long EndTime(CmafFragment fragment) =>
        Index.DecodeTime(fragment.To - 1) + Index.Duration(fragment.To - 1) + Index.DecodeDelay;

    private CmafSegment[] PlaceSegments()
    {
        var segments = new CmafSegment[_fragments.Length];
        var offset = SegmentIndex.Offset + SegmentIndex.Length;
        for (var i = 0; i < segments.Length; i++)
        {
            var (first, last) = (_fragments[i][0].From, _fragments[i][^1].To - 1);
            var size = _fragments[i].Sum(fragment => fragment.Size);
            var duration = Index.DecodeTime(last) + Index.Duration(last) - Index.DecodeTime(first);
            segments[i] = new CmafSegment(new ByteRange(offset, size), duration);
            offset += size;
        }

        return segments;
    }
}
