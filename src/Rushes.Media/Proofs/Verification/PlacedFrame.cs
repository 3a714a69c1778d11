namespace Rushes.Media.Proofs.Verification;

/// <summary>A frame in the order of a file.</summary>
/// <param name="Track">Position among the tracks of the file.</param>
/// <param name="Frame">In decode order.</param>
/// <param name="Offset">Of its first byte.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct PlacedFrame(int Track, int Frame, long Offset, int Size)
{
    public long End => Offset + Size;

    /// <summary>The frames of all tracks, front to back.</summary>
    public static PlacedFrame[] InOrder(IReadOnlyList<FrameLayout> tracks)
    {
        var frames = new PlacedFrame[tracks.Sum(track => track.Count)];
        var next = 0;
        foreach (var (number, track) in tracks.Index())
        {
            for (var i = 0; i < track.Count; i++)
            {
                frames[next++] = new PlacedFrame(number, i, track.Offsets[i], track.Sizes[i]);
            }
        }

        if (tracks.Count > 1)
        {
            Array.Sort(frames, (one, other) => one.Offset.CompareTo(other.Offset));
        }

        return frames;
    }

    /// <summary>The first frame that lies over the one before it, or is not behind its own track's last; null: they can be read front to back.</summary>
    public static PlacedFrame? FindDisorder(PlacedFrame[] frames, int tracks)
    {
        var end = 0L;
        var next = new int[tracks];
        foreach (var frame in frames)
        {
            if (frame.Offset < end || frame.Frame != next[frame.Track]++)
            {
                return frame;
            }

            end = frame.End;
        }

        return null;
    }
}
