namespace Rushes.Media.Isobmff;

/// <summary>The next bytes of a file that is written front to back: boxes that we made, or media where they lie.</summary>
public readonly record struct FileRun
{
    private FileRun(ReadOnlyMemory<byte> boxes, int track, int chunk, long offset, long length)
    {
        Boxes = boxes;
        Track = track;
        Chunk = chunk;
        Offset = offset;
        Length = length;
    }

    /// <summary>Bytes of ours, valid until the next run is asked for; empty for media.</summary>
    public ReadOnlyMemory<byte> Boxes { get; }

    /// <summary>Whether the bytes lie in a chunk of a track.</summary>
    public bool IsMedia => Boxes.IsEmpty;

    /// <summary>Position of the track among those of the file.</summary>
    public int Track { get; }

    /// <summary>Position of the chunk in the track's index.</summary>
    public int Chunk { get; }

    /// <summary>In the chunk, bytes.</summary>
    public long Offset { get; }

    /// <summary>Bytes, at least one.</summary>
    public long Length { get; }

    internal static FileRun OfBoxes(ReadOnlyMemory<byte> boxes) => new(boxes, -1, -1, 0, boxes.Length);

    internal static FileRun OfMedia(int track, int chunk, long offset, long length) => new(default, track, chunk, offset, length);
}
