namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>seq_parameter_set_rbsp (Rec. ITU-T H.265 §7.3.2.2) of the base layer.</summary>
internal sealed record HevcSequenceParameterSet
{
    private const int MostSamples = 1 << 16;

    private HevcReferencePictureSet[] _referenceSets = [];

    private HevcSequenceParameterSet()
    {
    }

    /// <summary>sps_seq_parameter_set_id.</summary>
    public int Id { get; private set; }

    /// <summary>sps_max_sub_layers_minus1 + 1.</summary>
    public int MaxSubLayers { get; private init; }

    /// <summary>sps_temporal_id_nesting_flag.</summary>
    public bool IsTemporallyNested { get; private init; }

    public HevcProfileTierLevel ProfileTierLevel { get; private set; }

    public ChromaFormat Chroma { get; private set; }

    public bool HasSeparatePlanes { get; private set; }

    /// <summary>pic_width_in_luma_samples.</summary>
    public int CodedWidth { get; private set; }

    /// <summary>pic_height_in_luma_samples.</summary>
    public int CodedHeight { get; private set; }

    /// <summary>The conformance window, from outside.</summary>
    public CropRectangle Crop { get; private set; }

    /// <summary>Luma samples within the conformance window.</summary>
    public int Width => (int)(CodedWidth - Crop.Left - Crop.Right);

    /// <summary>Luma samples within the conformance window.</summary>
    public int Height => (int)(CodedHeight - Crop.Top - Crop.Bottom);

    /// <summary>Bits.</summary>
    public int LumaDepth { get; private set; }

    /// <summary>Bits.</summary>
    public int ChromaDepth { get; private set; }

    /// <summary>log2_max_pic_order_cnt_lsb.</summary>
    public int PictureOrderLsbBits { get; private set; }

    public HevcPictureBuffering Buffering { get; private set; }

    /// <summary>PicSizeInCtbsY.</summary>
    public int CodingTreeBlocks { get; private set; }

    /// <summary>sample_adaptive_offset_enabled_flag.</summary>
    public bool HasSampleAdaptiveOffset { get; private set; }

    public ReadOnlySpan<HevcReferencePictureSet> ReferenceSets => _referenceSets;

    /// <summary>long_term_ref_pics_present_flag.</summary>
    public bool HasLongTermReferences { get; private set; }

    /// <summary>num_long_term_ref_pics_sps.</summary>
    public int LongTermReferences { get; private set; }

    /// <summary>used_by_curr_pic_lt_sps_flag, the first the lowest bit.</summary>
    public uint UsedLongTermReferences { get; private set; }

    /// <summary>sps_temporal_mvp_enabled_flag.</summary>
    public bool HasTemporalPrediction { get; private set; }

    /// <summary>Null where nothing is said.</summary>
    public HevcUsability? Usability { get; private set; }

    /// <summary>motion_vector_resolution_control_idc.</summary>
    public int MotionVectorResolution { get; private set; }

    /// <summary>ChromaArrayType is not 0.</summary>
    public bool HasChroma => Chroma != ChromaFormat.Monochrome && !HasSeparatePlanes;

    /// <param name="unit">From its header on.</param>
    /// <exception cref="MediaFormatException">It is no such parameter set, or one of another layer than the base.</exception>
    public static HevcSequenceParameterSet Parse(ReadOnlySpan<byte> unit)
    {
        var bits = BitReader.OfNalUnit(unit, "HEVC SPS");
        bits.Skip(7);
        if (bits.Read(6) != 0)
        {
            throw bits.Malformed("of another layer than the base");
        }

        bits.Skip(3 + 4); // nuh_temporal_id_plus1, sps_video_parameter_set_id
        var set = new HevcSequenceParameterSet { MaxSubLayers = bits.Read(3) + 1, IsTemporallyNested = bits.ReadFlag() };
        set.ReadFormat(ref bits);
        set.ReadBlocks(ref bits);
        set.ReadReferences(ref bits);
        set.Usability = bits.ReadFlag() ? HevcUsability.Read(ref bits, set.MaxSubLayers) : null;
        set.ReadExtensions(ref bits);
        return set;
    }

    private void ReadFormat(ref BitReader bits)
    {
        ProfileTierLevel = HevcSubLayers.ReadProfile(ref bits, MaxSubLayers);
        Id = bits.ReadUe("sps_seq_parameter_set_id", 15);
        Chroma = (ChromaFormat)bits.ReadUe("chroma_format_idc", 3);
        HasSeparatePlanes = Chroma == ChromaFormat.Yuv444 && bits.ReadFlag();
        CodedWidth = bits.ReadUe("pic_width_in_luma_samples", MostSamples);
        CodedHeight = bits.ReadUe("pic_height_in_luma_samples", MostSamples);
        if (bits.ReadFlag())
        {
            // SubWidthC and SubHeightC (Table 6-1).
            Crop = CropRectangle.Read(ref bits, Chroma is ChromaFormat.Yuv420 or ChromaFormat.Yuv422 ? 2 : 1, Chroma == ChromaFormat.Yuv420 ? 2 : 1);
        }

        if (Crop.LeavesNothingOf(CodedWidth, CodedHeight))
        {
            throw bits.Malformed("an empty picture");
        }

        LumaDepth = bits.ReadUe("bit_depth_luma_minus8", 8) + 8;
        ChromaDepth = bits.ReadUe("bit_depth_chroma_minus8", 8) + 8;
        PictureOrderLsbBits = bits.ReadUe("log2_max_pic_order_cnt_lsb_minus4", 12) + 4;
        Buffering = HevcSubLayers.ReadBuffering(ref bits, MaxSubLayers);
    }

    private void ReadBlocks(ref BitReader bits)
    {
        var smallest = bits.ReadUe("log2_min_luma_coding_block_size_minus3", 3) + 3;
        var size = 1 << (smallest + bits.ReadUe("log2_diff_max_min_luma_coding_block_size", 3));
        CodingTreeBlocks = (CodedWidth + size - 1) / size * ((CodedHeight + size - 1) / size);
        bits.SkipUe(4); // sizes of transform blocks, depths of their trees
        if (bits.ReadFlag() && bits.ReadFlag())
        {
            HevcScalingLists.Skip(ref bits);
        }

        bits.Skip(1); // amp_enabled_flag
        HasSampleAdaptiveOffset = bits.ReadFlag();
        if (bits.ReadFlag())
        {
            bits.Skip(4 + 4); // bit depths of PCM samples
            bits.SkipUe(2); // sizes of PCM blocks
            bits.Skip(1); // pcm_loop_filter_disabled_flag
        }
    }

    private void ReadReferences(ref BitReader bits)
    {
        var count = bits.ReadUe("num_short_term_ref_pic_sets", 64);
        _referenceSets = new HevcReferencePictureSet[count];
        for (var i = 0; i < count; i++)
        {
            _referenceSets[i] = HevcReferencePictureSet.Read(ref bits, i, _referenceSets, false);
        }

        HasLongTermReferences = bits.ReadFlag();
        LongTermReferences = HasLongTermReferences ? bits.ReadUe("num_long_term_ref_pics_sps", 32) : 0;
        for (var i = 0; i < LongTermReferences; i++)
        {
            bits.Skip(PictureOrderLsbBits); // lt_ref_pic_poc_lsb_sps
            UsedLongTermReferences |= bits.ReadFlag() ? 1u << i : 0;
        }

        HasTemporalPrediction = bits.ReadFlag();
        bits.Skip(1); // strong_intra_smoothing_enabled_flag
    }

    // §7.3.2.2: of the extensions, screen content coding (§7.3.2.2.3) alone changes slice headers.
    private void ReadExtensions(ref BitReader bits)
    {
        if (!bits.ReadFlag())
        {
            return;
        }

        var (range, multilayer, threeD, screen) = (bits.ReadFlag(), bits.ReadFlag(), bits.ReadFlag(), bits.ReadFlag());
        bits.Skip(4);
        if (!screen)
        {
            return;
        }

        if (threeD)
        {
            throw bits.Malformed("3D and screen content extensions together are not supported");
        }

        bits.Skip((range ? 9 : 0) + (multilayer ? 1 : 0));
        bits.Skip(1); // sps_curr_pic_ref_enabled_flag
        if (bits.ReadFlag())
        {
            SkipPalette(ref bits);
        }

        MotionVectorResolution = bits.Read(2);
    }

    private void SkipPalette(ref BitReader bits)
    {
        bits.SkipUe(2); // palette_max_size, delta_palette_max_predictor_size
        if (bits.ReadFlag())
        {
            var count = bits.ReadUe("sps_num_palette_predictor_initializers_minus1", 127) + 1;
            bits.Skip(count * (LumaDepth + (Chroma == ChromaFormat.Monochrome ? 0 : 2 * ChromaDepth)));
        }
    }
}
