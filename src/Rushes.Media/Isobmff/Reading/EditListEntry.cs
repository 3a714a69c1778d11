namespace Rushes.Media.Isobmff.Reading;

/// <summary>A piece of a track's presentation (§8.6.6); the pieces follow one another from time 0 of the movie.</summary>
/// <param name="Duration">Ticks of the movie; 0 in the last piece of a fragmented file: to the end.</param>
/// <param name="MediaTime">Composition time of the first sample shown, ticks of the track; -1 shows nothing for the duration.</param>
/// <param name="Rate">16.16: 0x10000 plays at normal speed, 0 holds the picture at <paramref name="MediaTime"/>.</param>
public readonly record struct EditListEntry(long Duration, long MediaTime, int Rate)
{
    /// <summary>The <see cref="Rate"/> of nearly all edits.</summary>
    public const int NormalRate = 0x10000;

    /// <summary>Nothing is shown.</summary>
    public bool IsEmpty => MediaTime == -1;
}
