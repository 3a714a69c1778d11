using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Indexing;

/// <summary>
/// Where every frame of an encoded track lies and when it is decoded and shown. The frames stay in the files that the encoder
/// wrote (or in the packaged track): an assembled video is its index.
/// </summary>
/// <remarks>
/// Frames are counted in decode order. Times count from presentation time 0 of the timeline; <see cref="Origin"/> moves them to
/// the clock of the files: the d-th frame decoded is decoded at the d-th presentation time less <see cref="DecodeDelay"/>, one
/// constant of the track, so that composition offsets are never negative and durations are the timeline's own.
/// </remarks>
public sealed class FrameIndex
{
    private readonly IndexedChunk[] _chunks;
    private readonly FrameTable _frames;

    internal FrameIndex(TrackFormat format, uint timescale, long origin, IndexedChunk[] chunks, FrameTable frames)
    {
        Format = format;
        Timescale = timescale;
        Origin = origin;
        _chunks = chunks;
        _frames = frames;
    }

    public TrackFormat Format { get; }

    /// <summary>Ticks a second.</summary>
    public uint Timescale { get; }

    /// <summary>Presentation time 0 of the timeline on the clock of the files, ticks; 0 for an index over chunks.</summary>
    public long Origin { get; }

    /// <summary>By how much a frame is decoded before its turn in presentation order, ticks, not negative.</summary>
    public long DecodeDelay => _frames.DecodeDelay;

    /// <summary>BCP 47; empty when not known.</summary>
    public string Language { get; init; } = string.Empty;

    /// <summary>How the frames are encrypted where they lie; null: they are clear.</summary>
    public EncryptionScheme? Encryption { get; init; }

    /// <summary>In temporal order.</summary>
    public IReadOnlyList<IndexedChunk> Chunks => _chunks;

    /// <summary>Frames (video) or access units (audio); at least one.</summary>
    public int Count => _frames.Sizes.Length;

    /// <summary>Of all frames. Counted each time.</summary>
    public long MediaBytes => _frames.Sizes.Sum(size => (long)size);

    /// <summary>Ticks from the first frame shown to the end of the last.</summary>
    public long TotalDuration => _frames.Times[^1] - _frames.Times[0] + _frames.LastDuration;

    /// <summary>Presentation time of the first frame shown: 0 for video, minus the priming for audio.</summary>
    public long FirstTime => _frames.Times[0];

    /// <summary>Whether frames are shown in the order in which they are decoded.</summary>
    public bool IsDecodedAsShown => _frames.Shown is null;

    internal FrameTable Frames => _frames;

    /// <summary>Whether a stream begins as a stored index does; it is left at its start.</summary>
    public static bool IsStoredIn(Stream seekable) => FrameIndexFile.IsStoredIn(seekable);

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="MediaFormatException">It is not a frame index, or does not agree with itself.</exception>
    public static FrameIndex ReadFrom(Stream stream) => FrameIndexFile.Read(stream);

    /// <summary>Bytes.</summary>
    public int Size(int frame) => _frames.Sizes[frame];

    /// <summary>Of the first byte, in the frame's chunk.</summary>
    public long Offset(int frame) => _frames.Offsets[frame];

    /// <summary>Whether a decoder can start at the frame.</summary>
    public bool IsKey(int frame) => _frames.Keys[frame];

    /// <summary>The number of the frame in presentation order.</summary>
    public int PresentationOrder(int frame) => _frames.Shown is { } shown ? shown[frame] : frame;

    /// <summary>Ticks.</summary>
    public long PresentationTime(int frame) => _frames.Times[PresentationOrder(frame)];

    /// <summary>Ticks; may be negative, as nothing is shown before it is decoded.</summary>
    public long DecodeTime(int frame) => _frames.Times[frame] - _frames.DecodeDelay;

    /// <summary>Ticks from decoding to showing, not negative.</summary>
    public long CompositionOffset(int frame) => PresentationTime(frame) - DecodeTime(frame);

    /// <summary>Ticks to the decode time of the next frame.</summary>
    public long Duration(int frame) =>
        frame == Count - 1 ? _frames.LastDuration : _frames.Times[frame + 1] - _frames.Times[frame];

    /// <summary>Position in <see cref="Chunks"/> of the file that holds the frame.</summary>
    public int ChunkOf(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Count);
        var (low, high) = (0, _chunks.Length - 1);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            (low, high) = _chunks[middle].FirstFrame <= frame ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>Whether another index has as many samples of the same sizes at the same times.</summary>
    public bool HasSamplesOf(FrameIndex other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Timescale == other.Timescale
            && _frames.Sizes.AsSpan().SequenceEqual(other._frames.Sizes)
            && _frames.Times.AsSpan().SequenceEqual(other._frames.Times);
    }

    /// <summary>From the decoding of the frame before; 0 for the first.</summary>
    internal double SecondsSinceFrameBefore(int frame) => frame == 0 ? 0 : (double)(DecodeTime(frame) - DecodeTime(frame - 1)) / Timescale;

    /// <summary>The same frames, decoded by at least so much before their turn.</summary>
    internal FrameIndex WithDecodeDelay(long ticks) =>
        ticks <= DecodeDelay ? this : new FrameIndex(Format, Timescale, Origin, _chunks, _frames.WithDecodeDelay(ticks)) { Language = Language, Encryption = Encryption };

    /// <summary>The same frames, better described.</summary>
    internal FrameIndex WithFormat(TrackFormat format) => new(format, Timescale, Origin, _chunks, _frames) { Language = Language, Encryption = Encryption };

    /// <summary>The same frames in another file.</summary>
    /// <param name="chunks">That hold them.</param>
    /// <param name="offsets">Of each frame in its chunk.</param>
    /// <param name="origin">Presentation time 0 on the clock of the new files, ticks.</param>
    /// <param name="encryption">Of the frames there.</param>
    internal FrameIndex Moved(IndexedChunk[] chunks, long[] offsets, long origin, EncryptionScheme? encryption) =>
        new(Format, Timescale, origin, chunks, _frames.At(offsets)) { Language = Language, Encryption = encryption };

    /// <summary>The same index with its chunks named otherwise.</summary>
    /// <param name="rename">From an URI as it stands to the new one.</param>
    public FrameIndex WithUris(Func<string, string> rename)
    {
        ArgumentNullException.ThrowIfNull(rename);
        return new(Format, Timescale, Origin, [.. _chunks.Select(chunk => chunk with { Uri = rename(chunk.Uri) })], _frames) { Language = Language, Encryption = Encryption };
    }

    /// <summary>Writes the stored form: magic "RFI1" and Protobuf, the same bytes for the same index.</summary>
    public void WriteTo(Stream stream) => FrameIndexFile.Write(this, stream);
}
