namespace Rushes.Media.Isobmff.Reading;

/// <summary>Notes as they are made; a broken file makes millions, and a few say it.</summary>
internal sealed class NoteList
{
    private const int Most = 64;

    private readonly List<MovieNote> _notes = [];

    public IReadOnlyList<MovieNote> Notes => _notes;

    public void Odd(in BoxReader place, string what) => Add(NoteKind.Oddity, place, what);

    public void Damaged(in BoxReader place, string what) => Add(NoteKind.Damage, place, what);

    public void Add(NoteKind kind, string what, long offset)
    {
        if (_notes.Count < Most)
        {
            _notes.Add(new MovieNote(kind, what, offset));
        }
        else if (_notes.Count == Most)
        {
            _notes.Add(new MovieNote(NoteKind.Damage, "and more like these", offset));
        }
    }

    private void Add(NoteKind kind, in BoxReader place, string what)
    {
        if (_notes.Count <= Most)
        {
            Add(kind, $"{place.Path}: {what}", place.Offset);
        }
    }
}
