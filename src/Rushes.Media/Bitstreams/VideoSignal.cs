using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams;

/// <summary>What the video usability information of AVC and HEVC starts with alike (Annex E.2.1 of Rec. ITU-T H.264 and H.265).</summary>
/// <param name="AspectWidth">Of a sample; 0 is unspecified.</param>
/// <param name="AspectHeight">Of a sample; 0 is unspecified.</param>
/// <param name="VideoFormat">video_format; 5 is unspecified.</param>
/// <param name="Colour">2, 2, 2 where nothing is said.</param>
/// <param name="HasColour">colour_description_present_flag.</param>
/// <param name="ChromaLocation">chroma_sample_loc_type_top_field; null where nothing is said.</param>
internal readonly record struct VideoSignal(
    int AspectWidth, int AspectHeight, int VideoFormat, Colour Colour, bool HasColour, int? ChromaLocation)
{
    private const int ExtendedAspect = 255;

    // Table E-1: sample aspect ratio of each aspect_ratio_idc.
    private static readonly (int Width, int Height)[] Aspects =
    [
        (0, 0), (1, 1), (12, 11), (10, 11), (16, 11), (40, 33), (24, 11), (20, 11), (32, 11),
        (80, 33), (18, 11), (15, 11), (64, 33), (160, 99), (4, 3), (3, 2), (2, 1),
    ];

    public static VideoSignal Unspecified { get; } = new(0, 0, 5, new Colour(2, 2, 2, false), false, null);

    public static VideoSignal Read(ref BitReader bits)
    {
        var signal = Unspecified;
        if (bits.ReadFlag())
        {
            var index = bits.Read(8);
            var (width, height) = index == ExtendedAspect ? (bits.Read(16), bits.Read(16)) : Aspects.ElementAtOrDefault(index);
            signal = signal with { AspectWidth = width, AspectHeight = height };
        }

        bits.Skip(bits.ReadFlag() ? 1 : 0); // overscan_appropriate_flag
        if (bits.ReadFlag())
        {
            signal = signal.WithType(ref bits);
        }

        if (bits.ReadFlag())
        {
            signal = signal with { ChromaLocation = bits.ReadUe("chroma_sample_loc_type_top_field", 5) };
            bits.ReadUe("chroma_sample_loc_type_bottom_field", 5);
        }

        return signal;
    }

    private VideoSignal WithType(ref BitReader bits)
    {
        var (format, fullRange) = (bits.Read(3), bits.ReadFlag());
        var hasColour = bits.ReadFlag();
        var colour = hasColour
            ? new Colour((ushort)bits.Read(8), (ushort)bits.Read(8), (ushort)bits.Read(8), fullRange)
            : Colour with { FullRange = fullRange };
        return this with { VideoFormat = format, Colour = colour, HasColour = hasColour };
    }
}
