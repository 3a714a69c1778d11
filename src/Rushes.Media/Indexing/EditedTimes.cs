using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Indexing;

/// <summary>What an edit list (ISO/IEC 14496-12 §8.6.6) makes of the times of a track.</summary>
/// <param name="Shift">Added to a composition time, it gives the presentation time.</param>
/// <param name="End">Presentation time at which the track ends; null: with its last sample.</param>
internal readonly record struct EditedTimes(long Shift, long? End)
{
    private const int NormalRate = 0x10000;

    // Seventy thousand years of nanoseconds would be absurd.
    private const long LongestTime = 1L << 61;

    public static EditedTimes Of(MovieFile movie, MovieTrack track)
    {
        if (track.Edits.Any(edit => edit.Duration > LongestTime / track.Edits.Count || Math.Abs(edit.MediaTime) > LongestTime))
        {
            throw new MediaFormatException("an edit list with absurd times", 0);
        }

        var empty = track.Edits.TakeWhile(edit => edit.IsEmpty).Sum(edit => edit.Duration);
        var edits = track.Edits.SkipWhile(edit => edit.IsEmpty).ToArray();
        var delay = Scale(empty, movie.Timescale, track.Timescale);
        if (edits.Length == 0)
        {
            return new EditedTimes(delay, null);
        }

        RefuseCuts(movie, track, edits);
        var duration = edits.Sum(edit => edit.Duration);
        return new EditedTimes(delay - edits[0].MediaTime, duration > 0 ? delay + Scale(duration, movie.Timescale, track.Timescale) : null);
    }

    /// <summary>
    /// The samples that something shown may need: from the last one before the start from which a decoder can start, to the last
    /// shown. Pictures that hang on a key frame that is left out are left out with it.
    /// </summary>
    public List<MovieSample> Shown(List<MovieSample> samples, TrackKind kind)
    {
        var (shift, end) = (Shift, End);
        var moved = samples.ConvertAll(sample => sample with { Time = sample.Time + shift });
        var first = FirstNeeded(moved, kind);
        var last = moved.FindLastIndex(sample => !(sample.Time >= end));
        if (first < 0 || last < first)
        {
            return [];
        }

        var start = moved[first].Time;
        return moved.GetRange(first, last - first + 1).FindAll(sample => sample.Time >= start);
    }

    // Sound is primed by what is decoded before it: all of it is kept.
    private static int FirstNeeded(List<MovieSample> samples, TrackKind kind)
    {
        var firstKey = samples.FindIndex(sample => sample.IsKey);
        if (kind == TrackKind.Audio || firstKey < 0)
        {
            return firstKey;
        }

        var firstShown = samples.FindIndex(firstKey, sample => sample.Time >= 0);
        var needed = firstShown < 0 ? -1 : samples.FindLastIndex(firstShown, sample => sample.IsKey && sample.Time <= 0);
        return needed < 0 ? firstKey : needed;
    }

    // Edits that go on where the one before ended are one; anything else cuts, repeats or stretches.
    private static void RefuseCuts(MovieFile movie, MovieTrack track, EditListEntry[] edits)
    {
        for (var i = 0; i < edits.Length; i++)
        {
            var follows = i == 0 || edits[i].MediaTime == edits[i - 1].MediaTime + Scale(edits[i - 1].Duration, movie.Timescale, track.Timescale);
            if (edits[i].IsEmpty || edits[i].Rate != NormalRate || !follows)
            {
                throw new MediaFormatException($"an edit list that cuts, repeats or stretches (edit {i + 1} of {edits.Length}), which needs an encode", 0);
            }
        }
    }

    // To the nearest tick.
    private static long Scale(long ticks, uint from, uint to)
    {
        var scaled = (((Int128)ticks * to * 2) + from) / ((Int128)from * 2);
        return scaled <= LongestTime ? (long)scaled : throw new MediaFormatException("an edit list with absurd times", 0);
    }
}
