using Rushes.Media.Bitstreams.Avc;

namespace Rushes.Media.Encryption;

/// <summary>The coded slices of Rec. ITU-T H.264 table 7-1: types 1, 2 and 5 have slice headers.</summary>
internal sealed class AvcSliceRule(AvcDecoderConfiguration configuration) : ISliceRule
{
    private readonly AvcParameterSets _sets = new(configuration);

    public int ClearBytes(ReadOnlySpan<byte> unit)
    {
        if (AvcParameterSets.TypeOf(unit) is AvcNalUnitType.Slice or AvcNalUnitType.SlicePartitionA or AvcNalUnitType.IdrSlice)
        {
            return _sets.ReadSlice(unit).HeaderBytes;
        }

        _sets.Add(unit);
        return unit.Length;
    }
}
