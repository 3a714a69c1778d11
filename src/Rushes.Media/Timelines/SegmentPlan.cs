using Rushes.Media.Timing;

namespace Rushes.Media.Timelines;

/// <summary>
/// Where segments, GOPs and chunks start: at the first frame at or after each multiple of their duration on the timeline
/// before which the source can be cut.
/// Time decides, not frame counts, so 23.976 and variable rates need no special case. The GOP divides the segment and chunks
/// are whole GOPs, so every chunk start and every segment start is a key frame; a segment may span chunks. A rest of less than half a
/// GOP at the end belongs to the one before it: encoders that have almost nothing left to look at spend next to nothing on it (x265 under
/// a cap leaves the last frames as they find them), and a segment of two frames is of no use.
/// </summary>
public sealed class SegmentPlan
{
    /// <summary>The GOP that is made unless a recipe wants another.</summary>
    public const long UsualGopMs = 2000;

    private readonly Timeline _timeline;

    /// <param name="timeline">Of the frames to plan for.</param>
    /// <param name="segmentMs">Milliseconds, positive.</param>
    /// <param name="gopMs">The wanted GOP in milliseconds; the largest divisor of the segment up to it is used.</param>
    public SegmentPlan(Timeline timeline, long segmentMs, long gopMs = UsualGopMs)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        _timeline = timeline;
        SegmentMs = segmentMs;
        GopMs = GopFor(segmentMs, gopMs);
        SegmentStarts = FirstFrames(segmentMs);
        KeyFrames = FirstFrames(GopMs);
    }

    public long SegmentMs { get; }

    /// <summary>Divides <see cref="SegmentMs"/>.</summary>
    public long GopMs { get; }

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
        return FirstFrames(checked(gops * GopMs));
    }

    private bool IsRest(int frame) =>
        (Int128)(_timeline.TotalDuration - _timeline.PresentationTime(frame)) * 2 * 1000 < (Int128)GopMs * _timeline.Timescale;

    // From each start straight to the first multiple after it, so that a gap of years in the source costs one step.
    private List<int> FirstFrames(long everyMs)
    {
        var starts = new List<int>();
        for (var frame = 0; frame < _timeline.Count && (frame == 0 || !IsRest(frame));)
        {
            if (!_timeline.CanStartAt(frame))
            {
                frame++;
                continue;
            }

            starts.Add(frame);
            var passed = (Int128)_timeline.PresentationTime(frame) * 1000 / ((Int128)_timeline.Timescale * everyMs);
            var next = (passed + 1) * everyMs;
            frame = next > long.MaxValue ? _timeline.Count : _timeline.FirstFrameAtOrAfter(Rational.FromMilliseconds((long)next));
        }

        return starts;
    }
}
