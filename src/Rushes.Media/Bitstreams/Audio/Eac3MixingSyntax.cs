namespace Rushes.Media.Bitstreams.Audio;

/// <summary>mixmdate and what follows it (ETSI TS 102 366 Annex E.1.2.2): nothing of it matters here but its end.</summary>
internal static class Eac3MixingSyntax
{
    public static void Skip(ref BitReader bits, in Eac3FrameHeader header, int streamType, int blockCode)
    {
        if (!bits.ReadFlag())
        {
            return;
        }

        var mode = header.ChannelMode;
        bits.Skip(mode > 2 ? 2 : 0); // dmixmod
        bits.Skip((mode & 1) != 0 && mode > 2 ? 6 : 0); // ltrtcmixlev, lorocmixlev
        bits.Skip((mode & 4) != 0 ? 6 : 0); // ltrtsurmixlev, lorosurmixlev
        bits.Skip(header.LowFrequency && bits.ReadFlag() ? 5 : 0); // lfemixlevcod
        if (streamType == 0)
        {
            SkipIndependent(ref bits, mode, header.Samples / 256, blockCode);
        }
    }

    private static void SkipIndependent(ref BitReader bits, int mode, int blocks, int blockCode)
    {
        for (var scales = mode == 0 ? 3 : 2; scales > 0; scales--)
        {
            bits.Skip(bits.ReadFlag() ? 6 : 0); // pgmscl, pgmscl2, extpgmscl
        }

        switch (bits.Read(2)) // mixdef
        {
            case 1:
                bits.Skip(5);
                break;
            case 2:
                bits.Skip(12);
                break;
            case 3:
                bits.Skip(8 * (bits.Read(5) + 2)); // mixdeflen counts what stands behind it
                break;
        }

        for (var pans = mode == 0 ? 2 : mode == 1 ? 1 : 0; pans > 0; pans--)
        {
            bits.Skip(bits.ReadFlag() ? 14 : 0); // panmean, paninfo
        }

        if (bits.ReadFlag())
        {
            SkipBlocks(ref bits, blocks, blockCode);
        }
    }

    private static void SkipBlocks(ref BitReader bits, int blocks, int blockCode)
    {
        for (; blocks > 0; blocks--)
        {
            bits.Skip(blockCode == 0 || bits.ReadFlag() ? 5 : 0); // blkmixcfginfo
        }
    }
}
