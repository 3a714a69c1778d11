using Rushes.Media.Bitstreams;

namespace Rushes.Media.Encryption;

/// <summary>
/// AVC and HEVC (ISO/IEC 23001-7 §10.4.2, 23000-19 §8.2.2.2): lengths, headers and all units but coded slices are clear; slice
/// data are protected.
/// </summary>
/// <param name="lengthSize">Bytes of a NAL unit's length: 1, 2 or 4 (ISO/IEC 14496-15 §5.3.3.1).</param>
/// <param name="slices">Knows the slice headers.</param>
internal sealed class NalUnitSubsampleRule(int lengthSize, ISliceRule slices) : ISubsampleRule
{
    public void Divide(ReadOnlySpan<byte> sample, SubsampleMap map)
    {
        var position = 0;
        var units = new SampleNalUnits(sample, lengthSize);
        while (units.TryRead(out var unit))
        {
            var clear = slices.ClearBytes(unit.Bytes);
            map.AddClear(unit.Offset - position + clear);
            map.AddProtected(unit.Bytes.Length - clear);
            position = unit.Offset + unit.Bytes.Length;
        }

        map.AddClear(sample.Length - position);
    }
}
