namespace Rushes.Media.Isobmff.Reading;

/// <summary>Something odd that was read all the same.</summary>
/// <param name="Kind">How bad it is.</param>
/// <param name="What">With the place inside the structure: "moov/trak/edts: …".</param>
/// <param name="Offset">Byte offset in the file, as near as it is known.</param>
public readonly record struct MovieNote(NoteKind Kind, string What, long Offset);
