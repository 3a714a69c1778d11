namespace Rushes.Media.Isobmff.Reading;

/// <summary>How bad it is that a file is not quite as its format says.</summary>
public enum NoteKind
{
    /// <summary>Unusual; nothing is lost.</summary>
    Oddity,

    /// <summary>Something is missing or contradicts itself; the rest was read.</summary>
    Damage,
}
