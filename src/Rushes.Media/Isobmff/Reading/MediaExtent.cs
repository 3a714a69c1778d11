namespace Rushes.Media.Isobmff.Reading;

/// <summary>Which bytes of a track are there.</summary>
/// <param name="FileLength">Bytes.</param>
/// <param name="ElsewhereEntries">Sample entries, counted from 0, whose media are in another file (§8.7.2).</param>
internal sealed record MediaExtent(long FileLength, IReadOnlySet<int> ElsewhereEntries)
{
    public bool Holds(long offset, uint size, int entry) =>
        offset >= 0 && offset <= FileLength - size && (ElsewhereEntries.Count == 0 || !ElsewhereEntries.Contains(entry));
}
