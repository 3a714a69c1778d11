namespace Rushes.Media.Timelines;

/// <summary>
/// Where segments, GOPs and chunks start: at the first frame at or after each multiple of their duration on the timeline
/// before which the source can be cut.
/// Time decides, not frame counts, so 23.976 and variable rates need no special case. The GOP divides the segment and chunks
/// are whole GOPs, so every chunk start and every segment start is a key frame; a segment may span chunks. A rest of less than half a
/// GOP at the end belongs to the one before it: encoders that have almost nothing left to look at spend next to nothing on it (x265 under
/// a cap leaves the last frames as they find them), and a segment of two frames is of no use.
/// </summary>
/// <remarks>
/// Aligned to shots, the multiples of GOPs are counted from the last cut, and the rest before a cut is treated as that before the end. So every
/// shot of half a GOP at least starts with a key frame, and no GOP is longer than one and a half. Segments start at the first key frame at
/// or after each multiple, chunks at the cut nearest to it where one is near.
/// </remarks>
public sealed class SegmentPlan
{
    /// <summary>The GOP that is made unless a recipe wants another.</summary>
    public const long UsualGopMs = 2000;

    private readonly Timeline _timeline;

    /// <param name="timeline">Of the frames to plan for.</param>
    /// <param name="segmentMs">Milliseconds, positive.</param>
    /// <param name="gopMs">The wanted GOP in milliseconds; the largest divisor of the segment up to it is used.</param>
    /// <param name="shotAligned">By the cuts of the timeline.</param>
    public SegmentPlan(Timeline timeline, long segmentMs, long gopMs = UsualGopMs, bool shotAligned = false)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        _timeline = timeline;
        SegmentMs = segmentMs;
        GopMs = GopFor(segmentMs, gopMs);
        ShotStarts = shotAligned ? [.. FirstFramesOfShots()] : [0];
        KeyFrames = [.. ShotStarts.Select((start, shot) => GopsOf(start, shot + 1 < ShotStarts.Count ? ShotStarts[shot + 1] : timeline.Count)).SelectMany(starts => starts)];
        SegmentStarts = AtMultiples(segmentMs);
    }

    public long SegmentMs { get; }

    /// <summary>Divides <see cref="SegmentMs"/>.</summary>
    public long GopMs { get; }

    /// <summary>First frames of the shots that GOPs are counted from, ascending, from 0.</summary>
    public IReadOnlyList<int> ShotStarts { get; }

    /// <summary>First frame of each segment, ascending, from 0.</summary>
    public IReadOnlyList<int> SegmentStarts { get; }

    /// <summary>Frames that must be key frames, ascending, from 0; every segment start is one of them.</summary>
    public IReadOnlyList<int> KeyFrames { get; }

    /// <summary>The largest divisor of the segment that is not longer than the wanted GOP.</summary>
    public static long GopFor(long segmentMs, long gopMs = UsualGopMs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segmentMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gopMs);
        for (var gop = Math.Min(gopMs, segmentMs); ; gop--)
        {
            if (segmentMs % gop == 0)
            {
                return gop;
            }
        }
    }

    /// <summary>First frame of each chunk: whole GOPs, the wanted length rounded up to them.</summary>
    public IReadOnlyList<int> ChunkStarts(long chunkMs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunkMs);
        var gops = ((chunkMs - 1) / GopMs) + 1;
        var lengthMs = checked(gops * GopMs);
        return ShotStarts.Count > 1 ? NearCuts(lengthMs) : AtMultiples(lengthMs);
    }

    // A shot that is shorter than half a GOP is part of the one before it, as is the rest of the film.
    private IEnumerable<int> FirstFramesOfShots()
    {
        var last = 0;
        yield return last;
        foreach (var cut in _timeline.Cuts)
        {
            if (_timeline.CanStartAt(cut) && !IsShort(last, cut) && !IsShort(cut, _timeline.Count))
            {
                yield return last = cut;
            }
        }
    }

    private bool IsShort(int from, int to) => (Int128)(EndOf(to) - EndOf(from)) * 2 * 1000 < (Int128)GopMs * _timeline.Timescale;

    private long EndOf(int frame) => frame < _timeline.Count ? _timeline.PresentationTime(frame) : _timeline.TotalDuration;

    // From each start straight to the first multiple after it, so that a gap of years in the source costs one step.
    private IEnumerable<int> GopsOf(int shot, int end)
    {
        var zero = _timeline.PresentationTime(shot);
        for (var frame = shot; frame < end && (frame == shot || !IsShort(frame, end));)
        {
            if (!_timeline.CanStartAt(frame))
            {
                frame++;
                continue;
            }

            yield return frame;
            var milliseconds = NextMultiple(_timeline.PresentationTime(frame) - zero, GopMs);
            frame = _timeline.FirstFrameAtOrAfter((milliseconds * _timeline.Timescale) + ((Int128)zero * 1000), 1000);
        }
    }

    // Multiples of a GOP are starts of GOPs where no cut moves them.
    private List<int> AtMultiples(long everyMs)
    {
        var starts = new List<int>();
        Int128 multiple = 0;
        foreach (var frame in KeyFrames)
        {
            var time = _timeline.PresentationTime(frame);
            if ((Int128)time * 1000 >= multiple * _timeline.Timescale)
            {
                starts.Add(frame);
                multiple = NextMultiple(time, everyMs);
            }
        }

        return starts;
    }

    // A quarter to both sides leaves chunks between a half and one and a half of the length.
    private List<int> NearCuts(long lengthMs)
    {
        var starts = AtMultiples(lengthMs);
        for (var chunk = 1; chunk < starts.Count; chunk++)
        {
            var time = _timeline.PresentationTime(starts[chunk]);
            var nearest = ShotStarts.MinBy(start => Math.Abs(_timeline.PresentationTime(start) - time));
            if ((Int128)Math.Abs(_timeline.PresentationTime(nearest) - time) * 4 * 1000 <= (Int128)lengthMs * _timeline.Timescale && nearest > starts[chunk - 1])
            {
                starts[chunk] = nearest;
            }
        }

        return starts;
    }

    // Milliseconds; ticks are from where multiples are counted.
    private Int128 NextMultiple(long ticks, long everyMs) => ((Int128)ticks * 1000 / ((Int128)_timeline.Timescale * everyMs) * everyMs) + everyMs;
}
