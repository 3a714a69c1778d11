using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Indexing;

/// <summary>What an edit list (ISO/IEC 14496-12 §8.6.6) makes of the times of a track.</summary>
/// <param name="Shift">Added to a composition time, it gives the presentation time.</param>
/// <param name="Start">Presentation time of the first moment shown; what lies before it is only decoded.</param>
/// <param name="End">Presentation time at which the track ends; null: with its last sample.</param>
internal readonly record struct EditedTimes(long Shift, long Start, long? End)
{
    public static EditedTimes Of(MovieTrack track) => track.Presentation is { } presentation
        ? new EditedTimes(presentation.Delay - presentation.Start, presentation.Delay, presentation.Delay + presentation.Duration)
        : throw new MediaFormatException("an edit list that cuts, repeats or stretches, which needs an encode", 0);

    /// <summary>
    /// The samples that something shown may need: from the last one before the start from which a decoder can start, to the last
    /// shown. Pictures that hang on a key frame that is left out are left out with it.
    /// </summary>
    public List<MovieSample> Shown(List<MovieSample> samples, TrackKind kind)
    {
        var (shift, start, end) = (Shift, Start, End);
        var moved = samples.ConvertAll(sample => sample with { Time = sample.Time + shift });
        var first = FirstNeeded(moved, kind, start);
        var last = moved.FindLastIndex(sample => !(sample.Time >= end));
        if (first < 0 || last < first)
        {
            return [];
        }

        var earliest = moved[first].Time;
        return moved.GetRange(first, last - first + 1).FindAll(sample => sample.Time >= earliest);
    }

    // Sound is primed by what is decoded before it: all of it is kept.
    private static int FirstNeeded(List<MovieSample> samples, TrackKind kind, long start)
    {
        var firstKey = samples.FindIndex(sample => sample.IsKey);
        if (kind == TrackKind.Audio || firstKey < 0)
        {
            return firstKey;
        }

        var firstShown = samples.FindIndex(firstKey, sample => sample.Time >= start);
        var needed = firstShown < 0 ? -1 : samples.FindLastIndex(firstShown, sample => sample.IsKey && sample.Time <= start);
        return needed < 0 ? firstKey : needed;
    }
}
