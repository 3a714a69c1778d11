namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// How a track is shown when its edit list (§8.6.6) does no more than start late and cut: empty edits, then pieces at normal
/// speed of which each goes on where the one before ended. Nearly all files are such.
/// </summary>
/// <param name="Start">Composition time of the first moment shown, ticks of the track; what comes before is only decoded.</param>
/// <param name="Delay">Presentation time of that moment, ticks of the track.</param>
/// <param name="Duration">How much is shown, ticks of the track; null shows all.</param>
public readonly record struct Presentation(long Start, long Delay, long? Duration)
{
    /// <summary>Ticks of the track; before <see cref="Delay"/> for what is only decoded.</summary>
    public long TimeOf(Sample sample) => sample.CompositionTime - Start + Delay;

    /// <summary>Something of the sample is shown.</summary>
    public bool Shows(Sample sample) =>
        sample.CompositionTime + sample.Duration > Start && (Duration is not { } duration || sample.CompositionTime < Start + duration);

    /// <summary>Null when the edit list does more: cuts inside, repeats, other speeds, held pictures.</summary>
    /// <param name="edits">Of the track.</param>
    /// <param name="timescale">Ticks a second of the track.</param>
    /// <param name="movieTimescale">Ticks a second of the edit list's durations.</param>
    internal static Presentation? Of(IReadOnlyList<EditListEntry> edits, uint timescale, uint movieTimescale)
    {
        var (empty, shown) = ((Int128)0, (Int128)0);
        long? start = null;
        foreach (var edit in edits)
        {
            if (edit.IsEmpty && start is null)
            {
                empty += edit.Duration;
                continue;
            }

            start ??= edit.MediaTime;
            if (edit.IsEmpty || edit.Rate != EditListEntry.NormalRate || edit.MediaTime != start + Ticks(shown))
            {
                return null;
            }

            shown += edit.Duration;
        }

        // A duration of 0 is that of a file whose fragments were not known yet.
        return Ticks(empty) > Sums.Limit || Ticks(shown) > Sums.Limit
            ? null
            : new Presentation(start ?? 0, (long)Ticks(empty), shown == 0 ? null : (long)Ticks(shown));

        // To the nearest.
        Int128 Ticks(Int128 duration) => ((duration * timescale) + (movieTimescale / 2)) / movieTimescale;
    }
}
