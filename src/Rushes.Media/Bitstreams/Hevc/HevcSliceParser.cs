namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>Reads slice segment headers to their last bit (Rec. ITU-T H.265 §7.3.6.1).</summary>
internal readonly ref struct HevcSliceParser
{
    private readonly HevcNalUnitType _unitType;
    private readonly HevcPictureParameterSet _picture;
    private readonly HevcSequenceParameterSet _sequence;

    private HevcSliceParser(HevcNalUnitType unitType, HevcPictureParameterSet picture, HevcSequenceParameterSet sequence) =>
        (_unitType, _picture, _sequence) = (unitType, picture, sequence);

    public static HevcSliceHeader Parse(ReadOnlySpan<byte> unit, HevcParameterSets sets)
    {
        var bits = BitReader.OfNalUnit(unit, "HEVC slice");
        bits.Skip(1);
        var (unitType, layer, temporal) = ((HevcNalUnitType)bits.Read(6), bits.Read(6), bits.Read(3) - 1);
        if (!HevcParameterSets.IsSlice(unitType) || layer != 0)
        {
            throw bits.Malformed($"NAL unit type {(int)unitType} of layer {layer} is no slice of the base layer");
        }

        var isFirst = bits.ReadFlag();
        bits.Skip(unitType is >= HevcNalUnitType.BlaWLp and <= HevcNalUnitType.LastIrap ? 1 : 0); // no_output_of_prior_pics_flag
        var id = bits.ReadUe("slice_pic_parameter_set_id", 63);
        var picture = sets.Picture(id) ?? throw bits.Malformed($"picture parameter set {id} is not there");
        var sequence = sets.Sequence(picture.SequenceId) ?? throw bits.Malformed($"sequence parameter set {picture.SequenceId} is not there");
        var header = new HevcSliceHeader
        {
            UnitType = unitType,
            TemporalId = temporal,
            IsFirstOfPicture = isFirst,
            PictureParameterSetId = id,
            IsDependent = !isFirst && picture.HasDependentSegments && bits.ReadFlag(),
            Address = isFirst ? 0 : bits.Read(BitReader.BitsFor((uint)sequence.CodingTreeBlocks)),
            Type = HevcSliceType.I,
            IsShown = true,
            PictureOrderLsb = 0,
            References = default,
            HeaderBits = 0,
            HeaderBytes = 0,
        };
        return new HevcSliceParser(unitType, picture, sequence).ReadRest(ref bits, header);
    }

    private HevcSliceHeader ReadRest(ref BitReader bits, HevcSliceHeader header)
    {
        if (!header.IsDependent)
        {
            header = ReadIndependent(ref bits, header);
        }

        ReadEntryPoints(ref bits);
        bits.Skip(1); // alignment_bit_equal_to_one
        bits.AlignToByte();
        return header with { HeaderBits = bits.Position, HeaderBytes = bits.BytesTouched };
    }

    private HevcSliceHeader ReadIndependent(ref BitReader bits, HevcSliceHeader header)
    {
        bits.Skip(_picture.ExtraSliceHeaderBits); // slice_reserved_flag
        header = header with
        {
            Type = (HevcSliceType)bits.ReadUe("slice_type", 2),
            IsShown = !_picture.HasOutputFlag || bits.ReadFlag(),
        };
        bits.Skip(_sequence.HasSeparatePlanes ? 2 : 0); // colour_plane_id
        var (references, hasTemporalPrediction) = (0, false);
        if (!header.IsIdr)
        {
            header = header with { PictureOrderLsb = bits.Read(_sequence.PictureOrderLsbBits), References = ReadShortTermReferences(ref bits) };
            references = header.References.UsedCount + (_sequence.HasLongTermReferences ? ReadLongTermReferences(ref bits) : 0);
            hasTemporalPrediction = _sequence.HasTemporalPrediction && bits.ReadFlag();
        }

        var hasOffset = _sequence.HasSampleAdaptiveOffset && bits.ReadFlag();
        hasOffset |= _sequence is { HasSampleAdaptiveOffset: true, HasChroma: true } && bits.ReadFlag();
        if (header.Type != HevcSliceType.I)
        {
            HevcPredictionSyntax.Skip(ref bits, _sequence, _picture, header.Type, references + (_picture.RefersToItself ? 1 : 0), hasTemporalPrediction);
        }

        ReadQuantization(ref bits);
        ReadFilters(ref bits, hasOffset);
        return header;
    }

    private HevcReferencePictureSet ReadShortTermReferences(ref BitReader bits)
    {
        var sets = _sequence.ReferenceSets;
        if (!bits.ReadFlag())
        {
            return HevcReferencePictureSet.Read(ref bits, sets.Length, sets, true);
        }

        var index = bits.Read(BitReader.BitsFor((uint)sets.Length));
        return index < sets.Length ? sets[index] : throw bits.Malformed($"short_term_ref_pic_set_idx {index} of {sets.Length}");
    }

    // How many of them count into NumPicTotalCurr (7-55).
    private int ReadLongTermReferences(ref BitReader bits)
    {
        var ofSequence = _sequence.LongTermReferences > 0 ? bits.ReadUe("num_long_term_sps", _sequence.LongTermReferences) : 0;
        var used = 0;
        for (var (i, count) = (0, ofSequence + bits.ReadUe("num_long_term_pics", 32)); i < count; i++)
        {
            if (i < ofSequence)
            {
                used += (int)(_sequence.UsedLongTermReferences >> bits.Read(BitReader.BitsFor((uint)_sequence.LongTermReferences))) & 1;
            }
            else
            {
                bits.Skip(_sequence.PictureOrderLsbBits); // poc_lsb_lt
                used += bits.Read(1); // used_by_curr_pic_lt_flag
            }

            bits.SkipUe(bits.ReadFlag() ? 1 : 0); // delta_poc_msb_cycle_lt
        }

        return used;
    }

    private void ReadQuantization(ref BitReader bits)
    {
        bits.SkipUe(); // slice_qp_delta
        bits.SkipUe(_picture.HasSliceChromaOffsets ? 2 : 0);
        bits.SkipUe(_picture.HasSliceColourOffsets ? 3 : 0);
        bits.Skip(_picture.HasChromaOffsetList ? 1 : 0); // cu_chroma_qp_offset_enabled_flag
    }

    private void ReadFilters(ref BitReader bits, bool hasOffset)
    {
        var isDeblockingOff = _picture.IsDeblockingOff;
        if (_picture.HasDeblockingOverride && bits.ReadFlag())
        {
            isDeblockingOff = bits.ReadFlag();
            bits.SkipUe(isDeblockingOff ? 0 : 2); // slice_beta_offset_div2, slice_tc_offset_div2
        }

        bits.Skip(_picture.FiltersAcrossSlices && (hasOffset || !isDeblockingOff) ? 1 : 0);
    }

    private void ReadEntryPoints(ref BitReader bits)
    {
        if (_picture.HasEntryPoints)
        {
            var count = bits.ReadUe("num_entry_point_offsets", _sequence.CodingTreeBlocks);
            var size = count > 0 ? bits.ReadUe("offset_len_minus1", 31) + 1 : 0;
            for (; count > 0; count--)
            {
                bits.Skip(size);
            }
        }

        if (_picture.HasSliceHeaderExtension)
        {
            bits.Skip(8 * bits.ReadUe("slice_segment_header_extension_length", 256));
        }
    }
}
