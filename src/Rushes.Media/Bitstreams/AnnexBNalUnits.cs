namespace Rushes.Media.Bitstreams;

/// <summary>Goes through the NAL units of a byte stream, each behind a start code (Annex B of Rec. ITU-T H.264 and H.265).</summary>
internal ref struct AnnexBNalUnits(ReadOnlySpan<byte> stream)
{
    private StartCodeUnits _units = new(stream);

    /// <summary>The next unit that is not empty; false at the end.</summary>
    public bool TryRead(out NalUnit unit)
    {
        while (_units.TryRead(out unit))
        {
            // trailing_zero_8bits and the zero_byte of the next start code; a unit never ends in zero.
            var bytes = unit.Bytes.TrimEnd((byte)0);
            if (bytes.Length > 0)
            {
                unit = new NalUnit(bytes, unit.Offset);
                return true;
            }
        }

        return false;
    }
}
