using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>The codecs that ladders are made of.</summary>
internal static class LadderCodecs
{
    private static readonly string[] EncoderPresets =
        ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo"];

    public static readonly LadderCodec Avc = new("avc", CodecFormat.Avc)
    {
        Profiles = ["baseline", "main", "high", "high10", "high422", "high444"],

        // ITU-T H.264 Annex A, table A-1.
        Levels =
        [
            "1", "1.0", "1b", "1.1", "1.2", "1.3", "2", "2.0", "2.1", "2.2", "3", "3.0", "3.1", "3.2",
            "4", "4.0", "4.1", "4.2", "5", "5.0", "5.1", "5.2", "6", "6.0", "6.1", "6.2",
        ],
        Presets = EncoderPresets,
        LargestCrf = 51,
        HasTwoPasses = true,
        CanBeLossless = true,
        Bits = ["8", "10"],
        TenBitProfiles = ["high10", "high422", "high444"],
        LosslessProfile = "high444",
    };

    public static readonly LadderCodec Hevc = new("hevc", CodecFormat.Hevc)
    {
        Profiles = ["main", "main10"],

        // ITU-T H.265 Annex A, table A.8.
        Levels = ["1", "1.0", "2", "2.0", "2.1", "3", "3.0", "3.1", "4", "4.0", "4.1", "5", "5.0", "5.1", "5.2", "6", "6.0", "6.1", "6.2"],
        Presets = EncoderPresets,
        LargestCrf = 51,
        HasTwoPasses = true,
        CanBeLossless = true,
        Bits = ["8", "10"],
        TenBitProfiles = ["main10"],
        TenBitOnlyProfiles = ["main10"],
    };

    public static readonly LadderCodec Av1 = new("av1", CodecFormat.Av1)
    {
        Profiles = ["main"],
        Levels = ["2.0", "2.1", "3.0", "3.1", "4.0", "4.1", "5.0", "5.1", "5.2", "5.3", "6.0", "6.1", "6.2", "6.3"],
        Presets = Numbers(13),
        LargestCrf = 63,
        LargestFilmGrain = 50,
        HasTwoPasses = true,
        Bits = ["8", "10"],
    };

    public static readonly LadderCodec Vp9 = new("vp9", CodecFormat.Vp9)
    {
        Profiles = ["0", "2"],
        Levels = ["1", "1.0", "1.1", "2", "2.0", "2.1", "3", "3.0", "3.1", "4", "4.0", "4.1", "5", "5.0", "5.1", "5.2", "6", "6.0", "6.1", "6.2"],
        Presets = Numbers(8),
        LargestCrf = 63,
        HasTwoPasses = true,
        CanBeLossless = true,
        Bits = ["8", "10"],
        TenBitProfiles = ["2"],
        TenBitOnlyProfiles = ["2"],
    };

    private static readonly LadderCodec[] Known =
    [
        Avc, Hevc, Av1, Vp9,
        new("mpeg2", CodecFormat.Mpeg2) { Profiles = ["main", "422"], Levels = ["low", "main", "high-1440", "high"], LargestCrf = 31, Bits = ["8"] },
        new("h263", CodecFormat.H263) { Profiles = ["baseline"], LargestCrf = 31, Bits = ["8"] },
        .. ((string[])["proxy", "lt", "422", "hq", "4444"]).Select(profile => new LadderCodec($"prores-{profile}", CodecFormat.Prores, profile)),
        .. ((string[])["lb", "sq", "hq", "hqx", "444"]).Select(profile => new LadderCodec($"dnxhr-{profile}", CodecFormat.Dnxhr, profile)),
    ];

    public static IEnumerable<string> Names => Known.Select(codec => codec.Name);

    public static LadderCodec? Find(string name) => Array.Find(Known, codec => codec.Name == name);

    private static string[] Numbers(int largest) => [.. Enumerable.Range(0, largest + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))];
}
