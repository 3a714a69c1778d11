namespace Rushes.Media.Isobmff;

/// <summary>
/// The next bytes of a file that is written front to back: boxes that we made, media where they lie, or samples that are encrypted
/// on their way.
/// </summary>
public readonly record struct FileRun
{
    private FileRun(ReadOnlyMemory<byte> boxes, int track, int chunk, long offset, long length, int firstSample)
    {
        Boxes = boxes;
        Track = track;
        Chunk = chunk;
        Offset = offset;
        Length = length;
        FirstSample = firstSample;
    }

    /// <summary>Bytes of ours, valid until the next run is asked for; empty for media.</summary>
    public ReadOnlyMemory<byte> Boxes { get; }

    /// <summary>Whether the bytes lie in a chunk of a track, and go into the file as they are.</summary>
    public bool IsMedia => Boxes.IsEmpty && !IsEncrypted;

    /// <summary>Whether they are whole samples that a <see cref="Encryption.RunEncryptor"/> takes: they must not be copied as they lie.</summary>
    public bool IsEncrypted => FirstSample >= 0;

    /// <summary>Position of the track among those of the file.</summary>
    public int Track { get; }

    /// <summary>Position of the chunk in the track's index.</summary>
    public int Chunk { get; }

    /// <summary>In the chunk, bytes.</summary>
    public long Offset { get; }

    /// <summary>Bytes, at least one.</summary>
    public long Length { get; }

    /// <summary>Position in the track's index, of a run that is encrypted; else -1.</summary>
    internal int FirstSample { get; }

    internal static FileRun OfBoxes(ReadOnlyMemory<byte> boxes) => new(boxes, -1, -1, 0, boxes.Length, -1);

    internal static FileRun OfMedia(int track, int chunk, long offset, long length) => new(default, track, chunk, offset, length, -1);

    internal static FileRun OfSamples(int track, int chunk, long offset, long length, int firstSample) => new(default, track, chunk, offset, length, firstSample);
}
