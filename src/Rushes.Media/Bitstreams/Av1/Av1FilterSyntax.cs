namespace Rushes.Media.Bitstreams.Av1;

/// <summary>loop_filter_params, cdef_params and lr_params (AV1 specification §5.9.11, §5.9.19, §5.9.20): nothing of them matters here but their end.</summary>
internal static class Av1FilterSyntax
{
    public static void Skip(ref BitReader bits, Av1SequenceHeader sequence, in Av1FrameHeader frame)
    {
        if (frame.AllowsIntraBlockCopy)
        {
            return;
        }

        var planes = sequence.Color.Planes;
        if (!frame.IsLossless)
        {
            SkipLoopFilter(ref bits, planes);
            SkipCdef(ref bits, sequence.EnableCdef, planes);
        }

        var isAllLossless = frame.IsLossless && frame.FrameWidth == frame.UpscaledWidth;
        if (!isAllLossless && sequence.EnableRestoration)
        {
            SkipRestoration(ref bits, sequence);
        }
    }

    private static void SkipLoopFilter(ref BitReader bits, int planes)
    {
        var (first, second) = (bits.Read(6), bits.Read(6));
        bits.Skip(planes > 1 && first + second > 0 ? 12 : 0); // loop_filter_level of chroma
        bits.Skip(3); // loop_filter_sharpness
        if (bits.ReadFlag() && bits.ReadFlag())
        {
            for (var i = 0; i < 8 + 2; i++)
            {
                bits.Skip(bits.ReadFlag() ? 7 : 0); // loop_filter_ref_deltas, loop_filter_mode_deltas
            }
        }
    }

    private static void SkipCdef(ref BitReader bits, bool isEnabled, int planes)
    {
        if (isEnabled)
        {
            bits.Skip(2); // cdef_damping_minus_3
            bits.Skip((planes > 1 ? 12 : 6) << bits.Read(2));
        }
    }

    private static void SkipRestoration(ref BitReader bits, Av1SequenceHeader sequence)
    {
        var isUsed = bits.Read(2) != 0;
        var isUsedForChroma = false;
        for (var plane = 1; plane < sequence.Color.Planes; plane++)
        {
            isUsedForChroma |= bits.Read(2) != 0;
        }

        if (isUsed || isUsedForChroma)
        {
            var isShifted = bits.ReadFlag(); // lr_unit_shift
            bits.Skip(!sequence.Uses128x128Superblocks && isShifted ? 1 : 0); // lr_unit_extra_shift
            bits.Skip(isUsedForChroma && sequence.Color.Chroma == ChromaFormat.Yuv420 ? 1 : 0); // lr_uv_shift
        }
    }
}
