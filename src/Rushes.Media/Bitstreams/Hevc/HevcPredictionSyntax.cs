using System.Numerics;

namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>What P and B slices say of their references (Rec. ITU-T H.265 §7.3.6.1 to §7.3.6.3): nothing of it matters here but its end.</summary>
internal static class HevcPredictionSyntax
{
    /// <param name="bits">At num_ref_idx_active_override_flag.</param>
    /// <param name="sequence">Of the slice.</param>
    /// <param name="picture">Of the slice.</param>
    /// <param name="type">P or B.</param>
    /// <param name="references">NumPicTotalCurr.</param>
    /// <param name="hasTemporalPrediction">slice_temporal_mvp_enabled_flag.</param>
    public static void Skip(
        ref BitReader bits, HevcSequenceParameterSet sequence, HevcPictureParameterSet picture, HevcSliceType type, int references, bool hasTemporalPrediction)
    {
        var isBipredictive = type == HevcSliceType.B;
        var (active0, active1) = (picture.DefaultReferences0, isBipredictive ? picture.DefaultReferences1 : 0);
        if (bits.ReadFlag())
        {
            active0 = bits.ReadUe("num_ref_idx_l0_active_minus1", 14) + 1;
            active1 = isBipredictive ? bits.ReadUe("num_ref_idx_l1_active_minus1", 14) + 1 : 0;
        }

        if (picture.HasListModification && references > 1)
        {
            SkipListModification(ref bits, active0, references);
            SkipListModification(ref bits, active1, references);
        }

        bits.Skip(isBipredictive ? 1 : 0); // mvd_l1_zero_flag
        bits.Skip(picture.HasCabacInit ? 1 : 0); // cabac_init_flag
        if (hasTemporalPrediction)
        {
            var isFrom0 = !isBipredictive || bits.ReadFlag(); // collocated_from_l0_flag
            bits.SkipUe((isFrom0 ? active0 : active1) > 1 ? 1 : 0); // collocated_ref_idx
        }

        if (isBipredictive ? picture.IsBipredictivelyWeighted : picture.IsWeighted)
        {
            SkipWeights(ref bits, sequence, picture, active0, active1);
        }

        bits.SkipUe(); // five_minus_max_num_merge_cand
        bits.Skip(sequence.MotionVectorResolution == 2 ? 1 : 0); // use_integer_mv_flag
    }

    // ref_pic_lists_modification (§7.3.6.2), one list; an absent list has no entries and no flag.
    private static void SkipListModification(ref BitReader bits, int active, int references)
    {
        if (active > 0 && bits.ReadFlag())
        {
            bits.Skip(active * BitReader.BitsFor((uint)references)); // list_entry
        }
    }

    // pred_weight_table (§7.3.6.3).
    private static void SkipWeights(ref BitReader bits, HevcSequenceParameterSet sequence, HevcPictureParameterSet picture, int active0, int active1)
    {
        if (picture.RefersToItself)
        {
            throw bits.Malformed("weighted prediction in a picture that may refer to itself is not supported");
        }

        bits.SkipUe(sequence.HasChroma ? 2 : 1); // luma_log2_weight_denom, delta_chroma_log2_weight_denom
        SkipWeights(ref bits, sequence.HasChroma, active0);
        SkipWeights(ref bits, sequence.HasChroma, active1);
    }

    // The flags of all entries stand before the weights of the first.
    private static void SkipWeights(ref BitReader bits, bool hasChroma, int active)
    {
        var luma = bits.ReadBits(active);
        var chroma = hasChroma ? bits.ReadBits(active) : 0;
        var elements = (2 * BitOperations.PopCount(luma)) + (4 * BitOperations.PopCount(chroma));
        bits.SkipUe(elements);
    }
}
