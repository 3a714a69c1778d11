using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff.Progressive;

/// <summary>
/// The order in which a store copies the longest ranges. Tracks that lie in one file stay as they lie there, for however they take
/// turns in it, together they are one range. All others are whole, one after the other: sound does not cut the picture's bytes apart.
/// </summary>
internal static class SourceOrder
{
    /// <param name="tracks">Of the file.</param>
    /// <param name="turns">Of each track from its first sample to its last.</param>
    public static InterleavedRun[] Of(IReadOnlyList<FrameIndex> tracks, IEnumerable<InterleavedRun> turns)
    {
        var files = tracks.Select(SharedFile).ToArray();
        return
        [
            .. turns.GroupBy(turn => files[turn.Track] ?? (object)turn.Track)
                .OrderBy(place => place.Sum(turn => turn.Size)).ThenBy(place => place.Min(turn => turn.Track))
                .SelectMany(place => place.Key is string ? AsTheyLie(tracks, place) : place),
        ];
    }

    private static IEnumerable<InterleavedRun> AsTheyLie(IReadOnlyList<FrameIndex> tracks, IEnumerable<InterleavedRun> turns) =>
        turns.SelectMany(turn => Contiguous(tracks[turn.Track], turn)).OrderBy(run => tracks[run.Track].Offset(run.From));

    /// <summary>Null: the track lies in several files, or goes back and forth in its own.</summary>
    private static string? SharedFile(FrameIndex track)
    {
        for (var sample = 1; sample < track.Count; sample++)
        {
            if (track.Offset(sample) < track.Offset(sample - 1))
            {
                return null;
            }
        }

        return track.Chunks.Count == 1 ? track.Chunks[0].Uri : null;
    }

    /// <summary>The samples of a turn, parted where something else lies between them.</summary>
    private static IEnumerable<InterleavedRun> Contiguous(FrameIndex track, InterleavedRun turn)
    {
        for (var from = turn.From; from < turn.To;)
        {
            var (to, size) = (from, 0L);
            for (; to < turn.To && track.Offset(to) == track.Offset(from) + size; to++)
            {
                size += track.Size(to);
            }

            yield return new InterleavedRun(turn.Track, from, to, size);
            from = to;
        }
    }
}
