namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>What parameter sets say of each temporal sub-layer.</summary>
internal static class HevcSubLayers
{
    /// <summary>profile_tier_level (Rec. ITU-T H.265 §7.3.3): its general part; those of the sub-layers are passed over.</summary>
    public static HevcProfileTierLevel ReadProfile(ref BitReader bits, int subLayers)
    {
        var general = HevcProfileTierLevel.Read(ref bits);
        if (subLayers == 1)
        {
            return general;
        }

        var size = 0;
        for (var i = 0; i < 8; i++)
        {
            var (hasProfile, hasLevel) = (bits.ReadFlag(), bits.ReadFlag()); // from the last sub-layer on reserved_zero_2bits
            size += i < subLayers - 1 ? (hasProfile ? 88 : 0) + (hasLevel ? 8 : 0) : 0;
        }

        bits.Skip(size);
        return general;
    }

    /// <summary>The sizes of the decoded picture buffer (§7.3.2.1, §7.3.2.2), those of the highest sub-layer.</summary>
    public static HevcPictureBuffering ReadBuffering(ref BitReader bits, int subLayers)
    {
        var buffering = default(HevcPictureBuffering);
        for (var i = bits.ReadFlag() ? subLayers : 1; i > 0; i--)
        {
            buffering = new HevcPictureBuffering(
                bits.ReadUe("max_dec_pic_buffering_minus1", 15) + 1, bits.ReadUe("max_num_reorder_pics", 15), bits.ReadUe());
        }

        return buffering;
    }
}
