namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// How a track is shown when its edit list (§8.6.6) does no more than start late and cut: empty edits, then one piece at normal
/// speed. Nearly all files are such.
/// </summary>
/// <param name="Start">Composition time of the first moment shown, ticks of the track; what comes before is only decoded.</param>
/// <param name="Delay">Presentation time of that moment, ticks of the track.</param>
/// <param name="Duration">How much is shown, ticks of the track; null shows all.</param>
public readonly record struct Presentation(long Start, long Delay, long? Duration)
{
    /// <summary>Null when the edit list does more: several pieces, other speeds, held pictures.</summary>
    /// <param name="edits">Of the track.</param>
    /// <param name="timescale">Ticks a second of the track.</param>
    /// <param name="movieTimescale">Ticks a second of the edit list's durations.</param>
    public static Presentation? Of(IReadOnlyList<EditListEntry> edits, uint timescale, uint movieTimescale)
    {
        ArgumentNullException.ThrowIfNull(edits);
        ArgumentOutOfRangeException.ThrowIfZero(movieTimescale);
        var empty = edits.TakeWhile(edit => edit.IsEmpty).Sum(edit => edit.Duration);
        return edits.SkipWhile(edit => edit.IsEmpty).ToArray() switch
        {
            [] => new Presentation(0, Ticks(empty), null),
            [{ IsEmpty: false, Rate: EditListEntry.NormalRate } shown] =>
                new Presentation(shown.MediaTime, Ticks(empty), shown.Duration == 0 ? null : Ticks(shown.Duration)),
            _ => null,
        };

        long Ticks(long duration) => (long)((((Int128)duration * timescale) + (movieTimescale / 2)) / movieTimescale);
    }

    /// <summary>Ticks of the track; before <see cref="Delay"/> for what is only decoded.</summary>
    public long TimeOf(Sample sample) => sample.CompositionTime - Start + Delay;

    /// <summary>Something of the sample is shown.</summary>
    public bool Shows(Sample sample) =>
        sample.CompositionTime + sample.Duration > Start && (Duration is not { } duration || sample.CompositionTime < Start + duration);
}
