namespace Rushes.Media.Bitstreams.Av1;

/// <summary>
/// global_motion_params (AV1 specification §5.9.24, §5.9.25): how many bits a parameter takes does not hang on what it is
/// predicted from, so nothing of it is kept.
/// </summary>
internal static class Av1GlobalMotion
{
    public static void Skip(ref BitReader bits, bool allowsHighPrecision)
    {
        for (var reference = 0; reference < Av1References.Count; reference++)
        {
            if (!bits.ReadFlag())
            {
                continue; // is_global
            }

            var isRotationAndZoom = bits.ReadFlag();
            var isTranslation = !isRotationAndZoom && bits.ReadFlag();
            for (var i = isTranslation ? 0 : isRotationAndZoom ? 2 : 4; i > 0; i--)
            {
                SkipSubexp(ref bits, 12);
            }

            // GM_ABS_TRANS_ONLY_BITS, one less without high precision; GM_ABS_TRANS_BITS.
            var size = !isTranslation ? 12 : allowsHighPrecision ? 9 : 8;
            SkipSubexp(ref bits, size);
            SkipSubexp(ref bits, size);
        }
    }

    // decode_subexp (§5.9.28) of 2 * (1 << size) + 1 symbols.
    private static void SkipSubexp(ref BitReader bits, int size)
    {
        var symbols = (2 << size) + 1;
        for (var (i, start) = (0, 0); ; i++)
        {
            var width = i == 0 ? 3 : 2 + i;
            if (symbols <= start + (3 << width))
            {
                bits.ReadNs(symbols - start);
                return;
            }

            if (!bits.ReadFlag())
            {
                bits.Skip(width);
                return;
            }

            start += 1 << width;
        }
    }
}
