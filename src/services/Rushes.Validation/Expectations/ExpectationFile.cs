using System.Text;
using Rushes.Contracts;
using Rushes.Media.Conformance;
using Rushes.Platform.Yaml;
using static Rushes.Validation.Expectations.ExpectationValues;

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
            root.RequireVersion();
            ReadCoding(root, expectation);
            ReadPicture(root, expectation);
            ReadTimes(root, expectation);
            ReadHdr(root, expectation);
        }

        return mistakes.Any ? new ParsedExpectation.Invalid(mistakes.InOrder) : new ParsedExpectation.Valid(expectation);
    }

    private static void ReadCoding(YamlMapping root, StreamExpectation expectation)
    {
        expectation.Format = Format(root, "format");
        ReadProfileAndLevel(root, expectation);
        expectation.Tier = OneOf(root, "tier", "main", "high");
        expectation.Bits = Depth(root, "bits");
        expectation.Chroma = OneOf(root, "chroma", "4:2:0", "4:2:2", "4:4:4", "4:0:0");
    }

    // Which ones there are is a matter of the format; of a file that names none, those of all.
    private static void ReadProfileAndLevel(YamlMapping root, StreamExpectation expectation)
    {
        var codec = StreamPromises.CodecOf(expectation.Format);
        expectation.Profile = Name(root, "profile", StreamNames.Profiles(codec), text => text);
        expectation.Level = Name(root, "level", StreamNames.Levels(codec), StreamNames.FullLevel);
    }

    private static void ReadPicture(YamlMapping root, StreamExpectation expectation)
    {
        if (Filled(root, "resolution", "{width: 1920, height: 1080}") is { } size)
        {
            const string Form = "a positive number of luma samples, like 1920";
            size.RefuseKeysOtherThan("width", "height");
            expectation.Resolution = new Resolution { Width = (int)(Part(size, "width", Form, 1, 65536) ?? 0), Height = (int)(Part(size, "height", Form, 1, 65536) ?? 0) };
        }

        expectation.PixelAspect = Ratio(root, "pixelAspect", "a ratio of two, like 1:1 or 12:11", hasBoth: true);
        expectation.FieldOrder = OneOf(root, "fieldOrder", "progressive", "tt", "bb");
        if (Filled(root, "colour", "{primaries: bt709, transfer: bt709, matrix: bt709, range: tv}") is { } colour)
        {
            colour.RefuseKeysOtherThan("range", "primaries", "transfer", "matrix", "chromaLocation");
            expectation.Colour = new Colour
            {
                Range = OneOf(colour, "range", "tv", "pc"),
                Primaries = OneOf(colour, "primaries", ColourPromise.PrimariesNames),
                Transfer = OneOf(colour, "transfer", ColourPromise.TransferNames),
                Matrix = OneOf(colour, "matrix", ColourPromise.MatrixNames),
                ChromaLocation = OneOf(colour, "chromaLocation", ColourPromise.ChromaLocationNames),
            };
        }
    }

    private static void ReadTimes(YamlMapping root, StreamExpectation expectation)
    {
        expectation.FrameRate = Ratio(root, "frameRate", "frames a second, like 25 or 24000/1001");
        expectation.Frames = Number(root, "frames", "a positive whole number", 1, int.MaxValue) ?? 0;
        expectation.Duration = Ratio(root, "duration", "seconds, like 12.5 or 1001/30");
        expectation.Maxrate = Bits(root, "maxrate");
        expectation.Buffer = Bits(root, "buffer");
        RequireBoth(root, "maxrate", "buffer");
        RequireBoth(root, "buffer", "maxrate");
        expectation.Bitrate = Bits(root, "bitrate");
        expectation.GopMs = Number(root, "gopMs", "a positive number of milliseconds, like 2000", 1, int.MaxValue) ?? 0;
    }

    private static void ReadHdr(YamlMapping root, StreamExpectation expectation)
    {
        expectation.NoHdr = root.Optional("noHdr", "true", text => text == "true" ? text : null) is not null;
        if (expectation.NoHdr && root.Find("hdr") is not null)
        {
            root.Mistakes.Value(root.Find("noHdr")!, "'hdr' and 'noHdr' exclude each other.", "Leave out 'noHdr', or 'hdr' where there is to be none.");
        }

        if (Filled(root, "hdr", "a mapping with masteringDisplay, contentLight or both") is not { } hdr)
        {
            return;
        }

        hdr.RefuseKeysOtherThan("masteringDisplay", "contentLight");
        expectation.Hdr = new HdrMetadata();
        if (Filled(hdr, "masteringDisplay", "{redX: 34000, …}, in the units of H.265 D.3.28") is { } display)
        {
            expectation.Hdr.MasteringDisplay = ReadDisplay(display);
        }

        if (Filled(hdr, "contentLight", "{maxContent: 1000, maxFrameAverage: 400}") is { } light)
        {
            expectation.Hdr.ContentLight = ReadLight(hdr, light);
        }
    }

    // 0 says that nobody has measured it (CTA-861.3); of both that is nothing to expect.
    private static ContentLightLevel ReadLight(YamlMapping hdr, YamlMapping light)
    {
        const string Form = "a whole number of cd/m², like 400";
        light.RefuseKeysOtherThan("maxContent", "maxFrameAverage");
        var (most, average) = (Part(light, "maxContent", Form, 0, ushort.MaxValue), Part(light, "maxFrameAverage", Form, 0, ushort.MaxValue));
        if (most == 0 && average == 0)
        {
            hdr.Refuse("contentLight", "two numbers of which one at least is positive, like {maxContent: 1000, maxFrameAverage: 400}");
        }

        return new ContentLightLevel { MaxContent = (uint)(most ?? 0), MaxFrameAverage = (uint)(average ?? 0) };
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
            MaxLuminance = Value("maxLuminance", uint.MaxValue), MinLuminance = Value("minLuminance", uint.MaxValue),
        };

        uint Point(string key) => Value(key, 50_000);

        uint Value(string key, long most) => (uint)(Part(display, key, Form, 0, most) ?? 0);
    }
}
