namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>hrd_parameters (Rec. ITU-T H.265 Annex E.2.2), the buffers those of the highest temporal sub-layer.</summary>
internal sealed record HevcHrdParameters
{
    /// <summary>nal_hrd_parameters_present_flag.</summary>
    public bool HasNal { get; private set; }

    /// <summary>vcl_hrd_parameters_present_flag.</summary>
    public bool HasVcl { get; private set; }

    /// <summary>Delays are said, too.</summary>
    public bool HasBuffers => HasNal || HasVcl;

    /// <summary>sub_pic_hrd_params_present_flag.</summary>
    public bool HasSubPictures { get; private set; }

    /// <summary>low_delay_hrd_flag.</summary>
    public bool IsLowDelay { get; private set; }

    /// <summary>Bits.</summary>
    public int InitialCpbRemovalDelayLength { get; private set; } = 24;

    /// <summary>Bits.</summary>
    public int CpbRemovalDelayLength { get; private set; } = 24;

    /// <summary>Bits.</summary>
    public int DpbOutputDelayLength { get; private set; } = 24;

    /// <summary>For NAL units of all types.</summary>
    public IReadOnlyList<HrdBuffer> NalBuffers { get; private set; } = [];

    /// <summary>For slices and filler alone.</summary>
    public IReadOnlyList<HrdBuffer> VclBuffers { get; private set; } = [];

    /// <param name="bits">At the first element.</param>
    /// <param name="hasCommon">commonInfPresentFlag.</param>
    /// <param name="subLayers">maxNumSubLayersMinus1 + 1.</param>
    public static HevcHrdParameters Read(ref BitReader bits, bool hasCommon, int subLayers)
    {
        var hrd = new HevcHrdParameters();
        var (rateScale, sizeScale) = hasCommon ? hrd.ReadCommon(ref bits) : (0, 0);
        for (var i = 0; i < subLayers; i++)
        {
            var isFixed = bits.ReadFlag(); // fixed_pic_rate_general_flag
            isFixed = isFixed || bits.ReadFlag(); // fixed_pic_rate_within_cvs_flag
            hrd.IsLowDelay = !isFixed && bits.ReadFlag();
            bits.SkipUe(isFixed ? 1 : 0); // elemental_duration_in_tc_minus1
            var count = hrd.IsLowDelay ? 1 : bits.ReadUe("cpb_cnt_minus1", 31) + 1;
            hrd.NalBuffers = hrd.HasNal ? hrd.ReadBuffers(ref bits, count, rateScale, sizeScale) : [];
            hrd.VclBuffers = hrd.HasVcl ? hrd.ReadBuffers(ref bits, count, rateScale, sizeScale) : [];
        }

        return hrd;
    }

    private (int RateScale, int SizeScale) ReadCommon(ref BitReader bits)
    {
        (HasNal, HasVcl) = (bits.ReadFlag(), bits.ReadFlag());
        if (!HasBuffers)
        {
            return (0, 0);
        }

        HasSubPictures = bits.ReadFlag();
        bits.Skip(HasSubPictures ? 8 + 5 + 1 + 5 : 0);
        var scales = (bits.Read(4), bits.Read(4));
        bits.Skip(HasSubPictures ? 4 : 0); // cpb_size_du_scale
        InitialCpbRemovalDelayLength = bits.Read(5) + 1;
        CpbRemovalDelayLength = bits.Read(5) + 1;
        DpbOutputDelayLength = bits.Read(5) + 1;
        return scales;
    }

    // sub_layer_hrd_parameters (Annex E.2.3).
    private HrdBuffer[] ReadBuffers(ref BitReader bits, int count, int rateScale, int sizeScale)
    {
        var buffers = new HrdBuffer[count];
        for (var i = 0; i < count; i++)
        {
            var (rate, size) = ((bits.ReadUe() + 1L) << (6 + rateScale), (bits.ReadUe() + 1L) << (4 + sizeScale));
            bits.SkipUe(HasSubPictures ? 2 : 0); // cpb_size_du_value_minus1, bit_rate_du_value_minus1
            buffers[i] = new HrdBuffer(rate, size, bits.ReadFlag());
        }

        return buffers;
    }
}
