namespace Rushes.Media.Timelines;

/// <summary>
/// A film at half its frame rate: every second frame of each group of pictures, shown for two. Where groups start, and cuts, frames stay, at
/// their times, so that the plan of what is left has its key frames, segments and chunks at the times of the whole film's plan, and players
/// change between both.
/// </summary>
/// <remarks>
/// <para>
/// No frame is shown for less than two of the film's: the last of a group of an odd number goes, and the one before it is shown for three.
/// The rate is nowhere above half, and no level is needed that half the rate does not need. Only the film's end, and a group of one, leave less.
/// </para>
/// <para>
/// Frames that last longer than one and a half of the usual ones stay too. Films of a variable rate hold a picture as long as nothing
/// moves; without it, they would hold the one before.
/// </para>
/// </remarks>
/// <param name="Timeline">Of the frames that stay; its ticks are those of the whole film.</param>
/// <param name="Frames">Their numbers in the whole film, ascending, from 0.</param>
public sealed record HalfTimeline(Timeline Timeline, IReadOnlyList<int> Frames)
{
    private const int Step = 2;

    /// <param name="film">All of its frames.</param>
    /// <param name="segmentMs">Of the plan, milliseconds, positive.</param>
    /// <param name="gopMs">Of the plan.</param>
    /// <param name="shotAligned">Whether the plan is.</param>
    public static HalfTimeline Of(Timeline film, long segmentMs, long gopMs = SegmentPlan.UsualGopMs, bool shotAligned = false)
    {
        ArgumentNullException.ThrowIfNull(film);
        int[] cuts = [.. film.Cuts.Where(film.CanStartAt)];
        int[] kept = [.. Kept(film, Staying(film, new SegmentPlan(film, segmentMs, gopMs, shotAligned), cuts))];
        return new HalfTimeline(
            kept.Length == film.Count ? film : film.Only(kept).WithCuts(cuts.Select(cut => Array.BinarySearch(kept, cut))), kept);
    }

    private static IEnumerable<int> Kept(Timeline film, bool[] staying)
    {
        for (var start = 0; start < film.Count;)
        {
            yield return start;
            var end = Next(staying, start);
            for (var frame = NextStart(film, start); frame < end; frame = NextStart(film, frame))
            {
                if (frame + 1 < end || end == film.Count)
                {
                    yield return frame;
                }
            }

            start = end;
        }
    }

    private static bool[] Staying(Timeline film, SegmentPlan plan, int[] cuts)
    {
        var staying = new bool[film.Count];
        foreach (var frame in plan.KeyFrames.Concat(cuts).Concat(LongFrames(film)))
        {
            staying[frame] = true;
        }

        return staying;
    }

    private static IEnumerable<int> LongFrames(Timeline film)
    {
        var usual = film.UsualDuration();
        return Enumerable.Range(0, film.Count).Where(frame => (Int128)film.Duration(frame) * 2 > (Int128)usual * 3 && film.CanStartAt(frame));
    }

    private static int Next(bool[] staying, int frame) => Array.IndexOf(staying, true, frame + 1) is >= 0 and var next ? next : staying.Length;

    // One that the source cannot be cut before could not be told from the one before it.
    private static int NextStart(Timeline film, int frame)
    {
        var next = frame + Step;
        while (next < film.Count && !film.CanStartAt(next))
        {
            next++;
        }

        return next;
    }
}
