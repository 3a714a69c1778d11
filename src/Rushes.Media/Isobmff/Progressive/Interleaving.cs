using Rushes.Media.Indexing;
using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff.Progressive;

/// <summary>
/// The order of samples in a file: half a second of each track in turn, so that a player that reads front to back has all
/// tracks at hand; or as they lie in their sources, so that a store copies long ranges.
/// </summary>
internal static class Interleaving
{
    /// <summary>What editing systems expect, and players buffer at least.</summary>
    private static readonly Rational Period = new(1, 2);

    /// <summary>In turns of half a second.</summary>
    public static InterleavedRun[] ByTime(IReadOnlyList<FrameIndex> tracks) => [.. Turns(tracks)];

    /// <summary>As a store copies them best: in long ranges of what the tracks lie in.</summary>
    public static InterleavedRun[] BySource(IReadOnlyList<FrameIndex> tracks) => SourceOrder.Of(tracks, Turns(tracks));

    private static IEnumerable<InterleavedRun> Turns(IReadOnlyList<FrameIndex> tracks)
    {
        var next = new int[tracks.Count];
        for (var end = FirstEnd(tracks); ;)
        {
            var left = false;
            for (var track = 0; track < tracks.Count; track++)
            {
                var index = tracks[track];
                var from = next[track];
                var (to, size) = Until(index, from, end);
                if (to > from)
                {
                    next[track] = to;
                    yield return new InterleavedRun(track, from, to, size);
                }

                left |= to < index.Count;
            }

            if (!left)
            {
                yield break;
            }

            end = NextEnd(tracks, next, end);
        }
    }

    private static (int To, long Size) Until(FrameIndex index, int from, Rational end)
    {
        var limit = (Int128)end.Numerator * index.Timescale;
        var size = 0L;
        var to = from;
        for (; to < index.Count && (Int128)index.DecodeTime(to) * end.Denominator < limit; to++)
        {
            size += index.Size(to);
        }

        return (to, size);
    }

    private static Rational FirstEnd(IReadOnlyList<FrameIndex> tracks) => NextEnd(tracks, new int[tracks.Count], null);

    // Where nothing happens for long (a gap of years in a source) the next turn is where something does.
    private static Rational NextEnd(IReadOnlyList<FrameIndex> tracks, int[] next, Rational? last)
    {
        Rational? earliest = null;
        for (var track = 0; track < tracks.Count; track++)
        {
            if (next[track] < tracks[track].Count)
            {
                var time = new Rational(tracks[track].DecodeTime(next[track]), tracks[track].Timescale);
                earliest = earliest < time ? earliest : time;
            }
        }

        var following = (last ?? earliest!.Value) + Period;
        return earliest < following ? following : earliest!.Value + Period;
    }
}
