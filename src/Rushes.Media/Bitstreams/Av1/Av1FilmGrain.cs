namespace Rushes.Media.Bitstreams.Av1;

/// <summary>film_grain_params (AV1 specification §5.9.30): nothing of it matters here but its end.</summary>
internal static class Av1FilmGrain
{
    public static void Skip(ref BitReader bits, Av1SequenceHeader sequence, in Av1FrameHeader frame)
    {
        if (!sequence.HasFilmGrain || (!frame.IsShown && !frame.IsShowable) || !bits.ReadFlag())
        {
            return;
        }

        bits.Skip(16); // grain_seed
        if (frame.FrameType == Av1FrameType.Inter && !bits.ReadFlag())
        {
            bits.Skip(3); // film_grain_params_ref_idx
            return;
        }

        var lumaPoints = SkipPoints(ref bits);
        var isFromLuma = !sequence.Color.Monochrome && bits.ReadFlag(); // chroma_scaling_from_luma
        var hasNoChromaPoints = sequence.Color.Monochrome || isFromLuma || (sequence.Color.Chroma == ChromaFormat.Yuv420 && lumaPoints == 0);
        var (blue, red) = hasNoChromaPoints ? (0, 0) : (SkipPoints(ref bits), SkipPoints(ref bits));
        bits.Skip(2); // grain_scaling_minus_8
        SkipCoefficients(ref bits, lumaPoints > 0, isFromLuma || blue > 0, isFromLuma || red > 0);
        bits.Skip(2 + 2); // ar_coeff_shift_minus_6, grain_scale_shift
        bits.Skip((blue > 0 ? 25 : 0) + (red > 0 ? 25 : 0)); // multipliers and offsets
        bits.Skip(2); // overlap_flag, clip_to_restricted_range
    }

    private static int SkipPoints(ref BitReader bits)
    {
        var count = bits.Read(4);
        bits.Skip(16 * count);
        return count;
    }

    private static void SkipCoefficients(ref BitReader bits, bool hasLuma, bool hasBlue, bool hasRed)
    {
        var lag = bits.Read(2);
        var luma = 2 * lag * (lag + 1);
        var chroma = hasLuma ? luma + 1 : luma;
        bits.Skip(8 * ((hasLuma ? luma : 0) + (hasBlue ? chroma : 0) + (hasRed ? chroma : 0)));
    }
}
