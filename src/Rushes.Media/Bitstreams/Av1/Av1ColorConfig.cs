using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Av1;

/// <summary>color_config (AV1 specification §5.5.2).</summary>
/// <param name="BitDepth">8, 10 or 12.</param>
/// <param name="Monochrome">mono_chrome.</param>
/// <param name="Colour">2, 2, 2 where nothing is said.</param>
/// <param name="SubsamplingX">subsampling_x.</param>
/// <param name="SubsamplingY">subsampling_y.</param>
/// <param name="ChromaSamplePosition">chroma_sample_position; 0 is unknown.</param>
/// <param name="SeparateDeltaQ">separate_uv_delta_q.</param>
internal readonly record struct Av1ColorConfig(
    int BitDepth, bool Monochrome, Colour Colour, bool SubsamplingX, bool SubsamplingY, int ChromaSamplePosition, bool SeparateDeltaQ)
{
    /// <summary>NumPlanes.</summary>
    public int Planes => Monochrome ? 1 : 3;

    public ChromaFormat Chroma => (Monochrome, SubsamplingX, SubsamplingY) switch
    {
        (true, _, _) => ChromaFormat.Monochrome,
        (_, true, true) => ChromaFormat.Yuv420,
        (_, true, false) => ChromaFormat.Yuv422,
        _ => ChromaFormat.Yuv444,
    };

    public static Av1ColorConfig Read(ref BitReader bits, int profile)
    {
        var high = bits.ReadFlag();
        var depth = high ? profile == 2 && bits.ReadFlag() ? 12 : 10 : 8;
        var monochrome = profile != 1 && bits.ReadFlag();
        var colour = new Colour(2, 2, 2, false);
        if (bits.ReadFlag())
        {
            colour = new Colour((ushort)bits.Read(8), (ushort)bits.Read(8), (ushort)bits.Read(8), false);
        }

        if (monochrome)
        {
            return new Av1ColorConfig(depth, true, colour with { FullRange = bits.ReadFlag() }, true, true, 0, false);
        }

        // sRGB: full range and 4:4:4 without a word.
        if (colour is (1, 13, 0, _))
        {
            return new Av1ColorConfig(depth, false, colour with { FullRange = true }, false, false, 0, bits.ReadFlag());
        }

        colour = colour with { FullRange = bits.ReadFlag() };
        var (horizontal, vertical) = ReadSubsampling(ref bits, profile, depth);
        var position = horizontal && vertical ? bits.Read(2) : 0;
        return new Av1ColorConfig(depth, false, colour, horizontal, vertical, position, bits.ReadFlag());
    }

    private static (bool Horizontal, bool Vertical) ReadSubsampling(ref BitReader bits, int profile, int depth)
    {
        if (profile == 2 && depth == 12)
        {
            var horizontal = bits.ReadFlag();
            return (horizontal, horizontal && bits.ReadFlag());
        }

        return profile switch { 0 => (true, true), 1 => (false, false), _ => (true, false) };
    }
}
