using Rushes.Media.Bitstreams.Hevc;

namespace Rushes.Media.Encryption;

/// <summary>The coded slice segments of Rec. ITU-T H.265 table 7-1.</summary>
internal sealed class HevcSliceRule(HevcDecoderConfiguration configuration) : ISliceRule
{
    private readonly HevcParameterSets _sets = new(configuration);

    public int ClearBytes(ReadOnlySpan<byte> unit)
    {
        if (HevcParameterSets.IsSlice(HevcParameterSets.TypeOf(unit)))
        {
            return _sets.ReadSlice(unit).HeaderBytes;
        }

        _sets.Add(unit);
        return unit.Length;
    }
}
