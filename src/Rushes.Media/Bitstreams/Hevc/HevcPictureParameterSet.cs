namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>pic_parameter_set_rbsp (Rec. ITU-T H.265 §7.3.2.3) of the base layer, as far as slice headers need it.</summary>
internal sealed record HevcPictureParameterSet
{
    private HevcPictureParameterSet()
    {
    }

    /// <summary>pps_pic_parameter_set_id.</summary>
    public int Id { get; private init; }

    /// <summary>pps_seq_parameter_set_id.</summary>
    public int SequenceId { get; private init; }

    /// <summary>dependent_slice_segments_enabled_flag.</summary>
    public bool HasDependentSegments { get; private init; }

    /// <summary>output_flag_present_flag.</summary>
    public bool HasOutputFlag { get; private init; }

    /// <summary>num_extra_slice_header_bits.</summary>
    public int ExtraSliceHeaderBits { get; private init; }

    /// <summary>cabac_init_present_flag.</summary>
    public bool HasCabacInit { get; private set; }

    /// <summary>num_ref_idx_l0_default_active_minus1 + 1.</summary>
    public int DefaultReferences0 { get; private set; }

    /// <summary>num_ref_idx_l1_default_active_minus1 + 1.</summary>
    public int DefaultReferences1 { get; private set; }

    /// <summary>pps_slice_chroma_qp_offsets_present_flag.</summary>
    public bool HasSliceChromaOffsets { get; private set; }

    /// <summary>weighted_pred_flag.</summary>
    public bool IsWeighted { get; private set; }

    /// <summary>weighted_bipred_flag.</summary>
    public bool IsBipredictivelyWeighted { get; private set; }

    /// <summary>tiles_enabled_flag or entropy_coding_sync_enabled_flag.</summary>
    public bool HasEntryPoints { get; private set; }

    /// <summary>pps_loop_filter_across_slices_enabled_flag.</summary>
    public bool FiltersAcrossSlices { get; private set; }

    /// <summary>deblocking_filter_override_enabled_flag.</summary>
    public bool HasDeblockingOverride { get; private set; }

    /// <summary>pps_deblocking_filter_disabled_flag.</summary>
    public bool IsDeblockingOff { get; private set; }

    /// <summary>lists_modification_present_flag.</summary>
    public bool HasListModification { get; private set; }

    /// <summary>slice_segment_header_extension_present_flag.</summary>
    public bool HasSliceHeaderExtension { get; private set; }

    /// <summary>chroma_qp_offset_list_enabled_flag.</summary>
    public bool HasChromaOffsetList { get; private set; }

    /// <summary>pps_curr_pic_ref_enabled_flag.</summary>
    public bool RefersToItself { get; private set; }

    /// <summary>pps_slice_act_qp_offsets_present_flag.</summary>
    public bool HasSliceColourOffsets { get; private set; }

    /// <summary>num_tile_columns_minus1 + 1.</summary>
    public int TileColumns { get; private set; } = 1;

    /// <summary>num_tile_rows_minus1 + 1.</summary>
    public int TileRows { get; private set; } = 1;

    /// <param name="unit">From its header on.</param>
    /// <exception cref="MediaFormatException">It is no such parameter set, or one of another layer than the base.</exception>
    public static HevcPictureParameterSet Parse(ReadOnlySpan<byte> unit)
    {
        var bits = BitReader.OfNalUnit(unit, "HEVC PPS");
        bits.Skip(7);
        if (bits.Read(6) != 0)
        {
            throw bits.Malformed("of another layer than the base");
        }

        bits.Skip(3);
        var set = new HevcPictureParameterSet
        {
            Id = bits.ReadUe("pps_pic_parameter_set_id", 63),
            SequenceId = bits.ReadUe("pps_seq_parameter_set_id", 15),
            HasDependentSegments = bits.ReadFlag(),
            HasOutputFlag = bits.ReadFlag(),
            ExtraSliceHeaderBits = bits.Read(3),
        };
        set.ReadPrediction(ref bits);
        set.ReadTiles(ref bits);
        set.ReadFilters(ref bits);
        return set;
    }

    private bool HasTransformSkip { get; set; }

    private void ReadPrediction(ref BitReader bits)
    {
        bits.Skip(1); // sign_data_hiding_enabled_flag
        HasCabacInit = bits.ReadFlag();
        DefaultReferences0 = bits.ReadUe("num_ref_idx_l0_default_active_minus1", 14) + 1;
        DefaultReferences1 = bits.ReadUe("num_ref_idx_l1_default_active_minus1", 14) + 1;
        bits.SkipUe(); // init_qp_minus26
        bits.Skip(1); // constrained_intra_pred_flag
        HasTransformSkip = bits.ReadFlag();
        bits.SkipUe(bits.ReadFlag() ? 1 : 0); // diff_cu_qp_delta_depth
        bits.SkipUe(2); // pps_cb_qp_offset, pps_cr_qp_offset
        (HasSliceChromaOffsets, IsWeighted, IsBipredictivelyWeighted) = (bits.ReadFlag(), bits.ReadFlag(), bits.ReadFlag());
        bits.Skip(1); // transquant_bypass_enabled_flag
    }

    private void ReadTiles(ref BitReader bits)
    {
        var (hasTiles, isSynchronized) = (bits.ReadFlag(), bits.ReadFlag());
        HasEntryPoints = hasTiles || isSynchronized;
        if (hasTiles)
        {
            // Table A.8: at most 20 columns and 22 rows at the levels that there are; more where no level binds.
            var (columns, rows) = (bits.ReadUe("num_tile_columns_minus1", 1023), bits.ReadUe("num_tile_rows_minus1", 1023));
            (TileColumns, TileRows) = (columns + 1, rows + 1);
            bits.SkipUe(bits.ReadFlag() ? 0 : columns + rows); // uniform_spacing_flag; widths and heights
            bits.Skip(1); // loop_filter_across_tiles_enabled_flag
        }
    }

    private void ReadFilters(ref BitReader bits)
    {
        FiltersAcrossSlices = bits.ReadFlag();
        if (bits.ReadFlag())
        {
            (HasDeblockingOverride, IsDeblockingOff) = (bits.ReadFlag(), bits.ReadFlag());
            bits.SkipUe(IsDeblockingOff ? 0 : 2); // pps_beta_offset_div2, pps_tc_offset_div2
        }

        if (bits.ReadFlag())
        {
            HevcScalingLists.Skip(ref bits);
        }

        HasListModification = bits.ReadFlag();
        bits.SkipUe(); // log2_parallel_merge_level_minus2
        HasSliceHeaderExtension = bits.ReadFlag();
        if (bits.ReadFlag())
        {
            ReadExtensions(ref bits);
        }
    }

    // §7.3.2.3.1: those for more layers than one do not change the slice headers of the base layer.
    private void ReadExtensions(ref BitReader bits)
    {
        var (range, multilayer, threeD, screen) = (bits.ReadFlag(), bits.ReadFlag(), bits.ReadFlag(), bits.ReadFlag());
        bits.Skip(4);
        if (range)
        {
            ReadRangeExtension(ref bits);
        }

        if (!screen)
        {
            return;
        }

        if (multilayer || threeD)
        {
            throw bits.Malformed("screen content and multilayer extensions together are not supported");
        }

        // pps_scc_extension (§7.3.2.3.3).
        RefersToItself = bits.ReadFlag();
        HasSliceColourOffsets = bits.ReadFlag() && bits.ReadFlag();
    }

    // pps_range_extension (§7.3.2.3.2).
    private void ReadRangeExtension(ref BitReader bits)
    {
        bits.SkipUe(HasTransformSkip ? 1 : 0); // log2_max_transform_skip_block_size_minus2
        bits.Skip(1); // cross_component_prediction_enabled_flag
        HasChromaOffsetList = bits.ReadFlag();
        if (HasChromaOffsetList)
        {
            bits.SkipUe(); // diff_cu_chroma_qp_offset_depth
            bits.SkipUe(2 * (bits.ReadUe("chroma_qp_offset_list_len_minus1", 5) + 1));
        }

        bits.SkipUe(2); // log2_sao_offset_scale_luma, log2_sao_offset_scale_chroma
    }
}
