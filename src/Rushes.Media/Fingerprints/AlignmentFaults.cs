namespace Rushes.Media.Fingerprints;

/// <summary>What a run of offsets means: frames lost, doubled, swapped, or strange.</summary>
internal static class AlignmentFaults
{
    private const sbyte Nowhere = ChunkAlignment.Nowhere;

    public static IEnumerable<PictureFault> Of(ChunkAlignment alignment)
    {
        var path = alignment.Path;
        if (path.AsSpan().IndexOfAnyExcept(path[0]) < 0 && path[0] is not 0 and not Nowhere)
        {
            return [Fault(alignment, PictureFaultKind.Shifted, 0, path.Length, path[0])];
        }

        return Walk(alignment);
    }

    private static IEnumerable<PictureFault> Walk(ChunkAlignment alignment)
    {
        var path = alignment.Path;
        sbyte offset = 0;
        for (var frame = 0; frame < path.Length;)
        {
            if (path[frame] == offset)
            {
                frame++;
            }
            else if (path[frame] == Nowhere)
            {
                var end = EndOfRun(path, frame);
                yield return Fault(alignment, PictureFaultKind.Differs, frame, end, 0);
                frame = end;
            }
            else if (EndOfSwap(path, frame, offset) is { } end)
            {
                yield return Fault(alignment, PictureFaultKind.Swapped, frame, end, path[frame]);
                frame = end;
            }
            else
            {
                yield return Jump(alignment, frame, offset);
                offset = path[frame];
            }
        }
    }

    private static PictureFault Jump(ChunkAlignment alignment, int frame, sbyte before)
    {
        var jump = alignment.Path[frame] - before;
        return jump > 0
            ? Fault(alignment, PictureFaultKind.Lost, frame, frame + 1, jump)
            : Fault(alignment, PictureFaultKind.Doubled, frame, Math.Min(frame - jump, alignment.Count), -jump);
    }

    private static int EndOfRun(sbyte[] path, int frame)
    {
        var length = path.AsSpan(frame).IndexOfAnyExcept(path[frame]);
        return length < 0 ? path.Length : frame + length;
    }

    /// <summary>Where the pictures are all shown that should have been since a frame, though in another order; null: nowhere near.</summary>
    private static int? EndOfSwap(sbyte[] path, int from, sbyte offset)
    {
        HashSet<int> shown = [];
        for (var to = from; to < Math.Min(path.Length, from + (2 * ChunkAlignment.Reach)) && path[to] != Nowhere; to++)
        {
            var picture = to + path[to] - offset;
            if (picture < from || !shown.Add(picture))
            {
                return null;
            }

            if (shown.Max() == to)
            {
                return to + 1;
            }
        }

        return null;
    }

    private static PictureFault Fault(ChunkAlignment alignment, PictureFaultKind kind, int from, int to, int offset)
    {
        var (expected, found) = alignment.Distances(from, to);
        return new PictureFault(kind, alignment.Chunk, alignment.First + from, alignment.First + to)
        {
            Offset = offset,
            Distance = expected,
            FoundDistance = found,
        };
    }
}
