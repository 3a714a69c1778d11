namespace Rushes.Media.Bitstreams.Avc;

/// <summary>pic_parameter_set_rbsp (Rec. ITU-T H.264 §7.3.2.2), as far as slice headers need it.</summary>
internal sealed record AvcPictureParameterSet
{
    private AvcPictureParameterSet()
    {
    }

    /// <summary>pic_parameter_set_id.</summary>
    public int Id { get; private init; }

    /// <summary>seq_parameter_set_id.</summary>
    public int SequenceId { get; private init; }

    /// <summary>entropy_coding_mode_flag.</summary>
    public bool IsCabac { get; private init; }

    /// <summary>bottom_field_pic_order_in_frame_present_flag.</summary>
    public bool HasBottomFieldOrder { get; private init; }

    /// <summary>num_slice_groups_minus1 + 1.</summary>
    public int SliceGroups { get; private set; }

    /// <summary>SliceGroupChangeRate; 0 unless slice groups grow.</summary>
    public long SliceGroupChangeRate { get; private set; }

    /// <summary>num_ref_idx_l0_default_active_minus1 + 1.</summary>
    public int DefaultReferences0 { get; private set; }

    /// <summary>num_ref_idx_l1_default_active_minus1 + 1.</summary>
    public int DefaultReferences1 { get; private set; }

    /// <summary>weighted_pred_flag.</summary>
    public bool IsWeighted { get; private set; }

    /// <summary>weighted_bipred_idc.</summary>
    public int BipredictiveWeighting { get; private set; }

    /// <summary>deblocking_filter_control_present_flag.</summary>
    public bool HasDeblockingControl { get; private set; }

    /// <summary>redundant_pic_cnt_present_flag.</summary>
    public bool HasRedundantPictures { get; private set; }

    /// <param name="unit">From its header on.</param>
    /// <exception cref="MediaFormatException">It is no such parameter set.</exception>
    public static AvcPictureParameterSet Parse(ReadOnlySpan<byte> unit)
    {
        var bits = BitReader.OfNalUnit(unit, "AVC PPS");
        bits.Skip(8);
        var set = new AvcPictureParameterSet
        {
            Id = bits.ReadUe("pic_parameter_set_id", 255),
            SequenceId = bits.ReadUe("seq_parameter_set_id", 31),
            IsCabac = bits.ReadFlag(),
            HasBottomFieldOrder = bits.ReadFlag(),
        };
        set.ReadSliceGroups(ref bits);
        set.ReadPrediction(ref bits);
        return set;
    }

    private void ReadPrediction(ref BitReader bits)
    {
        DefaultReferences0 = bits.ReadUe("num_ref_idx_l0_default_active_minus1", 31) + 1;
        DefaultReferences1 = bits.ReadUe("num_ref_idx_l1_default_active_minus1", 31) + 1;
        (IsWeighted, BipredictiveWeighting) = (bits.ReadFlag(), bits.Read(2));
        bits.SkipUe(3); // pic_init_qp_minus26, pic_init_qs_minus26, chroma_qp_index_offset
        HasDeblockingControl = bits.ReadFlag();
        bits.Skip(1); // constrained_intra_pred_flag
        HasRedundantPictures = bits.ReadFlag();
    }

    private void ReadSliceGroups(ref BitReader bits)
    {
        SliceGroups = bits.ReadUe("num_slice_groups_minus1", 7) + 1;
        if (SliceGroups == 1)
        {
            return;
        }

        switch (bits.ReadUe("slice_group_map_type", 6))
        {
            case 0:
                bits.SkipUe(SliceGroups); // run_length_minus1
                break;
            case 2:
                bits.SkipUe(2 * (SliceGroups - 1)); // top_left, bottom_right
                break;
            case 3 or 4 or 5:
                bits.Skip(1); // slice_group_change_direction_flag
                SliceGroupChangeRate = bits.ReadUe() + 1L;
                break;
            case 6:
                for (var left = bits.ReadUe() + 1L; left > 0; left--)
                {
                    bits.Skip(BitReader.BitsFor((uint)SliceGroups)); // slice_group_id
                }

                break;
        }
    }
}
