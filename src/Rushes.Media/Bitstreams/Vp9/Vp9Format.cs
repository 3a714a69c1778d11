using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Vp9;

/// <summary>color_config (VP9 bitstream specification §6.2.2), in the terms of <c>vpcC</c>.</summary>
/// <param name="BitDepth">8, 10 or 12.</param>
/// <param name="SubsamplingX">subsampling_x.</param>
/// <param name="SubsamplingY">subsampling_y.</param>
/// <param name="ColorSpace">color_space: 1 BT.601, 2 BT.709, 5 BT.2020, 7 RGB, …</param>
/// <param name="FullRange">color_range.</param>
internal readonly record struct Vp9Format(int BitDepth, bool SubsamplingX, bool SubsamplingY, int ColorSpace, bool FullRange)
{
    private const int Rgb = 7;

    /// <summary>What profile 0 has where nothing is said (§7.2, intra-only frames).</summary>
    public static Vp9Format Default { get; } = new(8, true, true, 1, false);

    /// <summary>chromaSubsampling of <c>vpcC</c>. The stream does not say where 4:2:0 lies: 1, as packagers write.</summary>
    public int ChromaSubsampling => (SubsamplingX, SubsamplingY) switch { (true, true) => 1, (true, false) => 2, _ => 3 };

    /// <summary>The code points that stand for the colour space; 2 where it leaves them open.</summary>
    public Colour Colour => ColorSpace switch
    {
        1 or 3 => new Colour(6, 6, 6, FullRange),
        2 => new Colour(1, 1, 1, FullRange),
        4 => new Colour(7, 7, 7, FullRange),
        5 => new Colour(9, 2, 9, FullRange),
        Rgb => new Colour(1, 13, 0, FullRange),
        _ => new Colour(2, 2, 2, FullRange),
    };

    public static Vp9Format Read(ref BitReader bits, int profile)
    {
        var depth = profile >= 2 ? bits.ReadFlag() ? 12 : 10 : 8;
        var space = bits.Read(3);
        var isOdd = (profile & 1) == 1; // the profiles with other chroma than 4:2:0
        if (space == Rgb)
        {
            if (!isOdd || bits.ReadFlag())
            {
                throw bits.Malformed("RGB in a profile of 4:2:0, or reserved_zero is set");
            }

            return new Vp9Format(depth, false, false, space, true);
        }

        var fullRange = bits.ReadFlag();
        var (horizontal, vertical) = isOdd ? (bits.ReadFlag(), bits.ReadFlag()) : (true, true);
        if (isOdd && ((horizontal && vertical) || bits.ReadFlag()))
        {
            throw bits.Malformed("4:2:0 in a profile of other chroma, or reserved_zero is set");
        }

        return new Vp9Format(depth, horizontal, vertical, space, fullRange);
    }
}
