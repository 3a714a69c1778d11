namespace Rushes.Media.Proofs.Verification;

/// <summary>
/// The media files of a track as one stretch of bytes: each begins where the one before it ends by the proof. So an initialization
/// segment and its segments are what they are to a player: one file.
/// </summary>
internal sealed class MediaParts
{
    private readonly MediaPart[] _parts;

    public MediaParts(ProvenTrack track)
    {
        _parts = new MediaPart[1 + track.Segments.Count];
        _parts[0] = new MediaPart(track.Path, 0, track.Size, track.Boxes);
        for (var i = 1; i < _parts.Length; i++)
        {
            var segment = track.Segments[i - 1];
            _parts[i] = new MediaPart(segment.Path, _parts[i - 1].End, segment.Size, segment.Boxes);
        }
    }

    public IReadOnlyList<MediaPart> All => _parts;

    /// <summary>The files that frames lie in, as an index counts its chunks.</summary>
    public ReadOnlySpan<MediaPart> OfFrames => _parts.Length == 1 ? _parts : _parts.AsSpan(1);

    /// <summary>The file that has a byte; the last one has all that lies behind.</summary>
    public MediaPart At(long offset)
    {
        var (low, high) = (0, _parts.Length - 1);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            (low, high) = _parts[middle].Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return _parts[low];
    }

    /// <summary>A problem in the stretch, in the file in which it is.</summary>
    public ProofProblem Place(ProofProblem problem)
    {
        if (problem.Offset is not { } offset)
        {
            return problem;
        }

        var part = At(offset);
        return problem with { Path = part.Path, Offset = offset - part.Start };
    }
}

/// <param name="Path">Of the file.</param>
/// <param name="Start">Of its first byte in the stretch.</param>
/// <param name="Size">Of the file.</param>
/// <param name="Boxes">Digest of all that is not a frame in it.</param>
internal readonly record struct MediaPart(string Path, long Start, long Size, string Boxes)
{
    public long End => Start + Size;
}
