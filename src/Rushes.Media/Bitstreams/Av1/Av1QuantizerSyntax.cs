namespace Rushes.Media.Bitstreams.Av1;

/// <summary>quantization_params, segmentation_params, delta_q_params and delta_lf_params (AV1 specification §5.9.12 to §5.9.18).</summary>
internal static class Av1QuantizerSyntax
{
    private const int NoPrimaryReference = 7;

    // Segmentation_Feature_Bits and _Signed (§5.9.14): the first five are signed.
    private static readonly int[] FeatureBits = [8, 6, 6, 6, 6, 3, 0, 0];
    private const int SignedFeatures = 5;

    public static void Read(ref BitReader bits, Av1SequenceHeader sequence, ref Av1FrameHeader frame)
    {
        frame.BaseQuantizer = bits.Read(8);
        var hasDeltas = ReadDelta(ref bits);
        if (sequence.Color.Planes > 1)
        {
            var differs = sequence.Color.SeparateDeltaQ && bits.ReadFlag();
            for (var i = differs ? 4 : 2; i > 0; i--)
            {
                hasDeltas |= ReadDelta(ref bits);
            }
        }

        if (bits.ReadFlag())
        {
            bits.Skip(sequence.Color.SeparateDeltaQ ? 12 : 8); // qm_y, qm_u, qm_v
        }

        ReadSegmentation(ref bits, ref frame);
        ReadDeltaPresence(ref bits, frame);
        frame.IsLossless = !hasDeltas && IsEachSegmentZero(frame);
    }

    // read_delta_q (§5.9.13): whether it is other than 0.
    private static bool ReadDelta(ref BitReader bits) => bits.ReadFlag() && bits.ReadSu(7) != 0;

    private static void ReadSegmentation(ref BitReader bits, ref Av1FrameHeader frame)
    {
        if (!bits.ReadFlag())
        {
            frame.Segments = default;
            return;
        }

        if (frame.PrimaryReference != NoPrimaryReference)
        {
            bits.Skip(bits.ReadFlag() ? 1 : 0); // segmentation_update_map, segmentation_temporal_update
            if (!bits.ReadFlag())
            {
                return; // segmentation_update_data: those of the primary reference go on
            }
        }

        var segments = default(Av1SegmentQuantizers);
        for (var segment = 0; segment < 8; segment++)
        {
            for (var feature = 0; feature < FeatureBits.Length; feature++)
            {
                var value = !bits.ReadFlag() ? 0
                    : feature < SignedFeatures ? bits.ReadSu(1 + FeatureBits[feature]) : bits.Read(FeatureBits[feature]);
                segments[segment] = feature == 0 ? (short)value : segments[segment];
            }
        }

        frame.Segments = segments;
    }

    private static void ReadDeltaPresence(ref BitReader bits, in Av1FrameHeader frame)
    {
        if (frame.BaseQuantizer == 0 || !bits.ReadFlag())
        {
            return;
        }

        bits.Skip(2); // delta_q_res
        if (!frame.AllowsIntraBlockCopy && bits.ReadFlag())
        {
            bits.Skip(3); // delta_lf_res, delta_lf_multi
        }
    }

    private static bool IsEachSegmentZero(in Av1FrameHeader frame)
    {
        foreach (var added in frame.Segments)
        {
            if (frame.BaseQuantizer + added > 0)
            {
                return false;
            }
        }

        return true;
    }
}
