using System.Globalization;
using System.Text;
using Rushes.Contracts;
using Rushes.Platform.Yaml;
using YamlDotNet.Core;

namespace Rushes.Validation.Expectations;

/// <summary>
/// The expectation file that people write, version 1: the keys of a stream's expectation, all of them optional. Unknown keys are
/// mistakes, and all mistakes of a file are found in one reading, each with its line.
/// </summary>
public static class ExpectationFile
{
    private const int LargestSize = 1 << 20;

    private static readonly string[] Keys =
    [
        "version", "format", "profile", "level", "tier", "bits", "chroma", "resolution", "pixelAspect", "frameRate", "frames", "duration", "fieldOrder",
        "colour", "hdr", "noHdr", "maxrate", "buffer", "bitrate", "gopMs",
    ];

    /// <param name="path">Of a local file.</param>
    public static ParsedExpectation Read(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > LargestSize)
        {
            return new ParsedExpectation.Invalid(
                [Failure.Refusal("expectation.size", $"An expectation file of {stream.Length} bytes.", "Write at most 1 MiB.", new Place { Path = path })]);
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd(), path);
    }

    /// <param name="yaml">The text of the file.</param>
    /// <param name="path">For messages.</param>
    public static ParsedExpectation Parse(string yaml, string path)
    {
        var mistakes = new YamlMistakes("expectation", path);
        var expectation = new StreamExpectation();
        if (YamlMapping.Read(yaml, mistakes, "Write a mapping with the key version and what the stream is to be.") is { } root)
        {
            root.RefuseKeysOtherThan(Keys);
            root.Required("version", "'version: 1'", text => text == "1" ? text : null);
            ReadCoding(root, expectation);
            ReadPicture(root, expectation);
            ReadTimes(root, expectation);
            ReadHdr(root, expectation);
        }

        // What no single key can get wrong.
        foreach (var mistake in mistakes.Any ? [] : StreamPromises.Mistakes(expectation))
        {
            mistakes.Add("value", Mark.Empty, mistake, "Correct the file.");
        }

        return mistakes.Any ? new ParsedExpectation.Invalid(mistakes.InOrder) : new ParsedExpectation.Valid(expectation);
    }

    private static void ReadCoding(YamlMapping root, StreamExpectation expectation)
    {
        var formats = Enum.GetValues<CodecFormat>().Where(format => format != CodecFormat.Unspecified).ToDictionary(format => format.ToString().ToLowerInvariant());
        expectation.Format = root.Optional<CodecFormat?>(
            "format", $"one of {string.Join(", ", formats.Keys)}", text => formats.TryGetValue(text, out var format) ? format : null) ?? CodecFormat.Unspecified;
        expectation.Profile = Text(root, "profile", "a profile, like high");
        expectation.Level = Text(root, "level", "a level, like 4.1");
        expectation.Tier = OneOf(root, "tier", "main", "high");
        expectation.Bits = (int)Number(root, "bits", "8, 10 or 12", 16);
        expectation.Chroma = OneOf(root, "chroma", "4:2:0", "4:2:2", "4:4:4", "4:0:0");
    }

    private static void ReadPicture(YamlMapping root, StreamExpectation expectation)
    {
        if (root.Mapping("resolution", "{width: 1920, height: 1080}") is { } size)
        {
            size.RefuseKeysOtherThan("width", "height");
            expectation.Resolution = new Resolution { Width = (int)Number(size, "width", "luma samples", 65536), Height = (int)Number(size, "height", "luma samples", 65536) };
        }

        expectation.PixelAspect = Ratio(root, "pixelAspect", "a ratio, like 1:1 or 12:11");
        expectation.FieldOrder = OneOf(root, "fieldOrder", "progressive", "tt", "bb");
        if (root.Mapping("colour", "{primaries: bt709, transfer: bt709, matrix: bt709, range: tv}") is { } colour)
        {
            colour.RefuseKeysOtherThan("range", "primaries", "transfer", "matrix", "chromaLocation");
            expectation.Colour = new Colour
            {
                Range = OneOf(colour, "range", "tv", "pc"),
                Primaries = Text(colour, "primaries", "a name of FFmpeg's, like bt709"),
                Transfer = Text(colour, "transfer", "a name of FFmpeg's, like bt709"),
                Matrix = Text(colour, "matrix", "a name of FFmpeg's, like bt709"),
                ChromaLocation = OneOf(colour, "chromaLocation", "left", "center", "topleft", "top", "bottomleft", "bottom"),
            };
        }
    }

    private static void ReadTimes(YamlMapping root, StreamExpectation expectation)
    {
        expectation.FrameRate = Ratio(root, "frameRate", "frames a second, like 25 or 24000/1001");
        expectation.Frames = Number(root, "frames", "a positive whole number", int.MaxValue);
        expectation.Duration = Ratio(root, "duration", "seconds, like 12.5 or 1001/30");
        expectation.Maxrate = Bits(root, "maxrate");
        expectation.Buffer = Bits(root, "buffer");
        expectation.Bitrate = Bits(root, "bitrate");
        expectation.GopMs = Number(root, "gopMs", "milliseconds, like 2000", int.MaxValue);
    }

    private static void ReadHdr(YamlMapping root, StreamExpectation expectation)
    {
        expectation.NoHdr = root.Optional("noHdr", "true", text => text == "true" ? text : null) is not null;
        if (root.Mapping("hdr", "masteringDisplay and contentLight") is not { } hdr)
        {
            return;
        }

        hdr.RefuseKeysOtherThan("masteringDisplay", "contentLight");
        expectation.Hdr = new HdrMetadata();
        if (hdr.Mapping("masteringDisplay", "{redX: 34000, …}, in the units of H.265 D.3.28") is { } display)
        {
            expectation.Hdr.MasteringDisplay = ReadDisplay(display);
        }

        if (hdr.Mapping("contentLight", "{maxContent: 1000, maxFrameAverage: 400}") is { } light)
        {
            light.RefuseKeysOtherThan("maxContent", "maxFrameAverage");
            expectation.Hdr.ContentLight = new ContentLightLevel
            {
                MaxContent = (uint)Number(light, "maxContent", "cd/m²", ushort.MaxValue), MaxFrameAverage = (uint)Number(light, "maxFrameAverage", "cd/m²", ushort.MaxValue),
            };
        }
    }

    private static MasteringDisplayColour ReadDisplay(YamlMapping display)
    {
        const string Form = "a whole number, in the units of H.265 D.3.28";
        display.RefuseKeysOtherThan(
            "redX", "redY", "greenX", "greenY", "blueX", "blueY", "whiteX", "whiteY", "maxLuminance", "minLuminance");
        return new MasteringDisplayColour
        {
            RedX = Point("redX"), RedY = Point("redY"), GreenX = Point("greenX"), GreenY = Point("greenY"),
            BlueX = Point("blueX"), BlueY = Point("blueY"), WhiteX = Point("whiteX"), WhiteY = Point("whiteY"),
            MaxLuminance = (uint)Number(display, "maxLuminance", Form, uint.MaxValue), MinLuminance = (uint)Number(display, "minLuminance", Form, uint.MaxValue),
        };

        uint Point(string key) => (uint)Number(display, key, Form, 50_000);
    }

    private static string Text(YamlMapping mapping, string key, string form) => mapping.Optional(key, form, text => text) ?? string.Empty;

    private static string OneOf(YamlMapping mapping, string key, params string[] names) =>
        mapping.Optional(key, $"one of {string.Join(", ", names)}", text => names.Contains(text) ? text : null) ?? string.Empty;

    private static long Number(YamlMapping mapping, string key, string form, long most) => mapping.Optional<long?>(
        key, form, text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null) ?? 0;

    // k is 1000, as in ladder files.
    private static long Bits(YamlMapping mapping, string key) => mapping.Optional<long?>(key, "a positive whole number, with k for thousands, like 6000k", text =>
    {
        var (digits, scale) = text.EndsWith('k') ? (text[..^1], 1_000) : (text, 1);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 10_000_000_000 ? count * scale : null;
    }) ?? 0;

    private static Rational? Ratio(YamlMapping mapping, string key, string form) => mapping.Optional(key, form, text =>
    {
        var parts = text.Replace(':', '/').Split('/');
        return parts.Length <= 2 && Decimal(parts[0]) is { } above && Decimal(parts.ElementAtOrDefault(1) ?? "1") is { } below
            ? new Rational { Numerator = above.Numerator * below.Denominator, Denominator = above.Denominator * below.Numerator }
            : null;
    });

    // At most nine digits on either side of the point: products fit.
    private static (long Numerator, long Denominator)? Decimal(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (text, string.Empty) : (text[..point], text[(point + 1)..]);
        return whole.Length + fraction.Length <= 9 && long.TryParse(whole + fraction, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (number, (long)Math.Pow(10, fraction.Length))
            : null;
    }
}
