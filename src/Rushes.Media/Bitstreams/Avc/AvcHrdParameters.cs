namespace Rushes.Media.Bitstreams.Avc;

/// <summary>hrd_parameters (Rec. ITU-T H.264 Annex E.1.2).</summary>
/// <param name="Buffers">At least one.</param>
/// <param name="InitialCpbRemovalDelayLength">Bits.</param>
/// <param name="CpbRemovalDelayLength">Bits.</param>
/// <param name="DpbOutputDelayLength">Bits.</param>
/// <param name="TimeOffsetLength">Bits.</param>
internal sealed record AvcHrdParameters(
    IReadOnlyList<HrdBuffer> Buffers,
    int InitialCpbRemovalDelayLength,
    int CpbRemovalDelayLength,
    int DpbOutputDelayLength,
    int TimeOffsetLength)
{
    public static AvcHrdParameters Read(ref BitReader bits)
    {
        var buffers = new HrdBuffer[bits.ReadUe("cpb_cnt_minus1", 31) + 1];
        var (rateScale, sizeScale) = (bits.Read(4), bits.Read(4));
        for (var i = 0; i < buffers.Length; i++)
        {
            buffers[i] = new HrdBuffer((bits.ReadUe() + 1L) << (6 + rateScale), (bits.ReadUe() + 1L) << (4 + sizeScale), bits.ReadFlag());
        }

        return new AvcHrdParameters(buffers, bits.Read(5) + 1, bits.Read(5) + 1, bits.Read(5) + 1, bits.Read(5));
    }
}
