namespace Rushes.Media.Bitstreams.Avc;

/// <summary>How an AVC sequence stores its samples: the first fields of its parameter set (Rec. ITU-T H.264 §7.3.2.1.1).</summary>
/// <param name="Chroma">chroma_format_idc.</param>
/// <param name="LumaDepth">Bits.</param>
/// <param name="ChromaDepth">Bits.</param>
internal readonly record struct AvcSampleFormat(ChromaFormat Chroma, int LumaDepth, int ChromaDepth)
{
    /// <summary>Profiles without the fields below have 4:2:0 in 8 bits.</summary>
    public static AvcSampleFormat Default { get; } = new(ChromaFormat.Yuv420, 8, 8);

    /// <summary>Profiles whose parameter sets say it (§7.3.2.1.1).</summary>
    public static bool IsSaidBy(int profile) =>
        profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135;

    /// <param name="unit">A sequence parameter set, from its NAL unit header on.</param>
    public static AvcSampleFormat Read(ReadOnlySpan<byte> unit)
    {
        var bits = BitReader.OfNalUnit(unit, "AVC SPS");
        bits.Skip(8);
        var profile = bits.Read(8);
        bits.Skip(16); // constraints, level_idc
        bits.ReadUe("seq_parameter_set_id", 31);
        return IsSaidBy(profile) ? Read(ref bits, out _) : Default;
    }

    public static AvcSampleFormat Read(ref BitReader bits, out bool separatePlanes)
    {
        var chroma = (ChromaFormat)bits.ReadUe("chroma_format_idc", 3);
        separatePlanes = chroma == ChromaFormat.Yuv444 && bits.ReadFlag();
        var luma = 8 + bits.ReadUe("bit_depth_luma_minus8", 6);
        return new AvcSampleFormat(chroma, luma, 8 + bits.ReadUe("bit_depth_chroma_minus8", 6));
    }
}
