namespace Rushes.Media.Bitstreams.Avc;

/// <summary>Reads slice headers to their last bit (Rec. ITU-T H.264 §7.3.3).</summary>
internal readonly struct AvcSliceParser(AvcParameterSets sets)
{
    private readonly AvcParameterSets _sets = sets;

    public AvcSliceHeader Parse(ReadOnlySpan<byte> unit)
    {
        var bits = BitReader.OfNalUnit(unit, "AVC slice");
        bits.Skip(1);
        var (referenceIdc, unitType) = (bits.Read(2), (AvcNalUnitType)bits.Read(5));
        if (!AvcParameterSets.IsSlice(unitType))
        {
            throw bits.Malformed($"NAL unit type {(int)unitType} is no slice of plain AVC");
        }

        var firstMacroblock = bits.ReadUe("first_mb_in_slice", 1 << 24);
        var type = bits.ReadUe("slice_type", 9);
        var picture = Find(ref bits, out var sequence);
        bits.Skip(sequence.HasSeparatePlanes ? 2 : 0); // colour_plane_id
        var frameNum = bits.Read(sequence.FrameNumBits);
        var isField = !sequence.IsFramesOnly && bits.ReadFlag();
        var isBottom = isField && bits.ReadFlag();
        var isIdr = unitType == AvcNalUnitType.IdrSlice;
        var idrId = isIdr ? bits.ReadUe("idr_pic_id", 65535) : 0;
        var (lsb, deltaBottom) = ReadOrder(ref bits, sequence, picture.HasBottomFieldOrder && !isField);
        ReadPrediction(ref bits, sequence, picture, (AvcSliceType)(type % 5));
        var resets = referenceIdc != 0 && ReadMarking(ref bits, isIdr);

        ReadCoding(ref bits, sequence, picture, (AvcSliceType)(type % 5));
        return new AvcSliceHeader
        {
            UnitType = unitType,
            ReferenceIdc = referenceIdc,
            FirstMacroblock = firstMacroblock,
            Type = (AvcSliceType)(type % 5),
            IsTypeOfPicture = type >= 5,
            PictureParameterSetId = picture.Id,
            FrameNum = frameNum,
            IsField = isField,
            IsBottomField = isBottom,
            IdrPictureId = idrId,
            PictureOrderLsb = lsb,
            PictureOrderDeltaBottom = deltaBottom,
            ResetsReferences = resets,
            HeaderBits = bits.Position,
            HeaderBytes = bits.BytesTouched,
        };
    }

    private AvcPictureParameterSet Find(ref BitReader bits, out AvcSequenceParameterSet sequence)
    {
        var id = bits.ReadUe("pic_parameter_set_id", 255);
        var picture = _sets.Picture(id) ?? throw bits.Malformed($"picture parameter set {id} is not there");
        sequence = _sets.Sequence(picture.SequenceId) ?? throw bits.Malformed($"sequence parameter set {picture.SequenceId} is not there");
        return picture;
    }

    private static (int Lsb, int DeltaBottom) ReadOrder(ref BitReader bits, AvcSequenceParameterSet sequence, bool hasBottom)
    {
        if (sequence.PictureOrderType == 0)
        {
            return (bits.Read(sequence.PictureOrderLsbBits), hasBottom ? bits.ReadSe() : 0);
        }

        if (sequence is { PictureOrderType: 1, HasNoPictureOrderDeltas: false })
        {
            bits.SkipUe(hasBottom ? 2 : 1); // delta_pic_order_cnt
        }

        return (0, 0);
    }

    private static void ReadPrediction(ref BitReader bits, AvcSequenceParameterSet sequence, AvcPictureParameterSet picture, AvcSliceType type)
    {
        if (picture.HasRedundantPictures)
        {
            bits.ReadUe("redundant_pic_cnt", 127);
        }

        if (type is AvcSliceType.I or AvcSliceType.SI)
        {
            return;
        }

        var isBipredictive = type == AvcSliceType.B;
        bits.Skip(isBipredictive ? 1 : 0); // direct_spatial_mv_pred_flag
        var (references0, references1) = (picture.DefaultReferences0, isBipredictive ? picture.DefaultReferences1 : 0);
        if (bits.ReadFlag())
        {
            references0 = bits.ReadUe("num_ref_idx_l0_active_minus1", 31) + 1;
            references1 = isBipredictive ? bits.ReadUe("num_ref_idx_l1_active_minus1", 31) + 1 : 0;
        }

        SkipListModification(ref bits);
        if (isBipredictive)
        {
            SkipListModification(ref bits);
        }

        if (isBipredictive ? picture.BipredictiveWeighting == 1 : picture.IsWeighted)
        {
            SkipWeights(ref bits, sequence.HasChroma, references0 + references1);
        }
    }

    // ref_pic_list_modification (§7.3.3.1), one list.
    private static void SkipListModification(ref BitReader bits)
    {
        if (!bits.ReadFlag())
        {
            return;
        }

        while (bits.ReadUe("modification_of_pic_nums_idc", 3) != 3)
        {
            bits.SkipUe(); // abs_diff_pic_num_minus1 or long_term_pic_num
        }
    }

    // pred_weight_table (§7.3.3.2): the second list follows the first in the same form.
    private static void SkipWeights(ref BitReader bits, bool hasChroma, int references)
    {
        bits.SkipUe(hasChroma ? 2 : 1); // luma_log2_weight_denom, chroma_log2_weight_denom
        for (; references > 0; references--)
        {
            bits.SkipUe(bits.ReadFlag() ? 2 : 0);
            bits.SkipUe(hasChroma && bits.ReadFlag() ? 4 : 0);
        }
    }

    // dec_ref_pic_marking (§7.3.3.3); whether all references go.
    private static bool ReadMarking(ref BitReader bits, bool isIdr)
    {
        var resets = false;
        if (isIdr)
        {
            bits.Skip(2); // no_output_of_prior_pics_flag, long_term_reference_flag
        }
        else if (bits.ReadFlag())
        {
            for (var operation = ReadOperation(ref bits); operation != 0; operation = ReadOperation(ref bits))
            {
                bits.SkipUe(operation switch { 3 => 2, 5 => 0, _ => 1 });
                resets |= operation == 5;
            }
        }

        return resets;
    }

    private static int ReadOperation(ref BitReader bits) => bits.ReadUe("memory_management_control_operation", 6);

    private static void ReadCoding(ref BitReader bits, AvcSequenceParameterSet sequence, AvcPictureParameterSet picture, AvcSliceType type)
    {
        if (picture.IsCabac && type is not (AvcSliceType.I or AvcSliceType.SI))
        {
            bits.ReadUe("cabac_init_idc", 2);
        }

        bits.SkipUe(); // slice_qp_delta
        bits.Skip(type == AvcSliceType.SP ? 1 : 0); // sp_for_switch_flag
        bits.SkipUe(type is AvcSliceType.SP or AvcSliceType.SI ? 1 : 0); // slice_qs_delta
        if (picture.HasDeblockingControl && bits.ReadUe("disable_deblocking_filter_idc", 2) != 1)
        {
            bits.SkipUe(2); // slice_alpha_c0_offset_div2, slice_beta_offset_div2
        }

        if (picture.SliceGroupChangeRate > 0)
        {
            // slice_group_change_cycle: Ceil(Log2(PicSizeInMapUnits ÷ SliceGroupChangeRate + 1)) bits (7-35).
            var size = (long)sequence.WidthInMacroblocks * sequence.HeightInMapUnits;
            var cycles = (size + picture.SliceGroupChangeRate - 1) / picture.SliceGroupChangeRate;
            bits.Skip(BitReader.BitsFor((uint)cycles + 1));
        }
    }
}
