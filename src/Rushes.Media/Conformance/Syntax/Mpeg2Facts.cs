using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Timing;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>What the sequence headers of MPEG-2 video say.</summary>
internal static class Mpeg2Facts
{
    private const string Yuv422 = "422";

    // Table 8-2.
    private static readonly Dictionary<int, string> ProfileNames = new() { [1] = "high", [2] = "spatial", [3] = "snr", [4] = "main", [5] = "simple" };

    public static IEnumerable<string> Profiles => [.. ProfileNames.Values, Yuv422];

    public static StreamFacts Of(Mpeg2PictureReading reading)
    {
        var (header, extension) = (reading.Sequence!.Value, reading.Extension);
        var (width, height) = ((extension?.WidthHigh ?? 0) << 12 | header.Width, (extension?.HeightHigh ?? 0) << 12 | header.Height);
        var (profile, level) = NamesOf(extension?.ProfileAndLevel ?? 0x48);
        var rate = header.FrameRate;
        var factor = extension?.RateFactor ?? (1, 1);
        return new StreamFacts
        {
            Standard = "H.262",
            Profile = profile,
            Level = level,
            Levels = extension is null ? null : Mpeg2Levels.OfProfile(profile == Yuv422 ? Mpeg2Levels.Yuv422Profile : (extension.Value.ProfileAndLevel >> 4) & 7),
            Bits = 8,
            Chroma = extension?.Chroma ?? ChromaFormat.Yuv420,
            Width = width,
            Height = height,
            CodedWidth = width,
            CodedHeight = height,
            PixelAspect = AspectOf(header.AspectCode, width, height),
            FrameRate = rate.Numerator > 0 ? new Rational((long)rate.Numerator * factor.Numerator, (long)rate.Denominator * factor.Denominator) : null,
            Colour = reading.Display?.Colour,
        };
    }

    // Table 6-3: shapes of the display, but for square samples.
    private static Rational? AspectOf(int code, int width, int height) => code switch
    {
        1 => Rational.One,
        2 => new Rational(4L * height, 3L * width),
        3 => new Rational(16L * height, 9L * width),
        4 => new Rational(221L * height, 100L * width),
        _ => null,
    };

    // Tables 8-3 and 8-4.
    private static (string Profile, string Level) NamesOf(int indication) => indication switch
    {
        0x85 => (Yuv422, "main"),
        0x82 => (Yuv422, "high"),
        _ => (ProfileNames.GetValueOrDefault((indication >> 4) & 7, string.Empty),
            (indication & 15) switch { 4 => "high", 6 => "high-1440", 8 => "main", 10 => "low", _ => "" }),
    };
}
