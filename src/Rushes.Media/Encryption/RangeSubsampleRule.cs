namespace Rushes.Media.Encryption;

/// <summary>
/// AV1: the decode_tile structures, each a subsample of its own (AV1-ISOBMFF §5.1); OBU headers and sizes, frame headers and tile
/// sizes are clear. VP9: what follows each frame's uncompressed header (VP codec ISO media file format binding, "Sample
/// Encryption"); the superframe index is clear.
/// </summary>
internal sealed class RangeSubsampleRule(IProtectedRanges ranges) : ISubsampleRule
{
    public void Divide(ReadOnlySpan<byte> sample, SubsampleMap map)
    {
        var position = 0;
        foreach (var range in ranges.Find(sample))
        {
            map.AddClear(range.Offset - position);
            map.AddProtected(range.Length);
            position = range.Offset + range.Length;
        }

        map.AddClear(sample.Length - position);
    }
}
