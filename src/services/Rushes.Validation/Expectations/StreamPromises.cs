using Rushes.Contracts;
using Rushes.Media.Conformance;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Colour = Rushes.Contracts.Colour;
using Rational = Rushes.Media.Timing.Rational;

namespace Rushes.Validation.Expectations;

/// <summary>What the API calls an expectation, in the terms of media.</summary>
public static class StreamPromises
{
    /// <summary>Every reason why an expectation makes no sense.</summary>
    public static IEnumerable<string> Mistakes(StreamExpectation expectation)
    {
        ArgumentNullException.ThrowIfNull(expectation);
        if (FindColour(expectation.Colour) is null)
        {
            yield return "'colour' has a name that is not known.";
        }

        if (expectation.FieldOrder.Length > 0 && FindFields(expectation.FieldOrder) is null)
        {
            yield return "'fieldOrder' is none of progressive, tt and bb.";
        }

        foreach (var (name, ratio) in new[] { ("pixelAspect", expectation.PixelAspect), ("frameRate", expectation.FrameRate), ("duration", expectation.Duration) })
        {
            if (ratio is { Numerator: <= 0 } or { Denominator: <= 0 })
            {
                yield return $"'{name}' is not positive.";
            }
        }

        if (expectation.Resolution is { } size && (size.Width < 0 || size.Height < 0 || (size.Width > 0) != (size.Height > 0)))
        {
            yield return "'resolution' has width or height alone, or a negative one.";
        }

        if (expectation is { NoHdr: true, Hdr: not null })
        {
            yield return "'hdr' and 'noHdr' exclude each other.";
        }

        if (expectation.Maxrate > 0 != expectation.Buffer > 0)
        {
            yield return "'maxrate' and 'buffer' go together.";
        }

        if (expectation.Maxrate < 0 || expectation.Buffer < 0 || expectation.Bitrate < 0 || expectation.AimedBitrate < 0 || expectation.GopMs < 0 || expectation.Frames < 0 || expectation.Bits < 0)
        {
            yield return "A number is negative.";
        }
    }

    /// <param name="expectation">Without mistakes.</param>
    /// <param name="index">Of the stream.</param>
    public static StreamPromise Of(StreamExpectation expectation, FrameIndex index)
    {
        ArgumentNullException.ThrowIfNull(expectation);
        ArgumentNullException.ThrowIfNull(index);
        return new StreamPromise
        {
            Codec = CodecOf(expectation.Format),
            Profile = expectation.Profile,
            Level = expectation.Level,
            Tier = expectation.Tier,
            Bits = expectation.Bits,
            Chroma = expectation.Chroma,
            Width = expectation.Resolution?.Width ?? 0,
            Height = expectation.Resolution?.Height ?? 0,
            PixelAspect = Ratio(expectation.PixelAspect),
            FrameRate = Ratio(expectation.FrameRate),
            Frames = expectation.Frames,
            Duration = Ratio(expectation.Duration),
            Fields = FindFields(expectation.FieldOrder),
            Colour = FindColour(expectation.Colour) ?? ColourPromise.None,
            MasteringDisplay = DisplayOf(expectation.Hdr?.MasteringDisplay),
            ContentLight = LightOf(expectation.Hdr?.ContentLight),
            HasNoHdr = expectation.NoHdr,
            MaxRate = expectation.Maxrate,
            Buffer = expectation.Buffer,
            AimsAtBuffer = expectation.AimsAtBuffer,
            BitRate = expectation.Bitrate,
            AimedBitRate = expectation.AimedBitrate,
            KeyFrames = expectation.GopMs > 0 ? PromisedKeyFrames.Every(index, expectation.GopMs) : [],
            HasClosedGroups = expectation.GopMs > 0,
        };
    }

    /// <summary>As the index calls it; empty: any.</summary>
    internal static string CodecOf(CodecFormat format) =>
        format == CodecFormat.Unspecified ? string.Empty : format.ToString().ToLowerInvariant();

    private static Rational? Ratio(Contracts.Rational? ratio) => ratio is null ? null : new Rational(ratio.Numerator, ratio.Denominator);

    private static FieldScan? FindFields(string order) => order switch
    {
        "progressive" => FieldScan.Progressive,
        "tt" => FieldScan.TopFirst,
        "bb" => FieldScan.BottomFirst,
        _ => null,
    };

    private static ColourPromise? FindColour(Colour? colour)
    {
        try
        {
            return colour is null
                ? ColourPromise.None
                : ColourPromise.FromNames(colour.Range, colour.Primaries, colour.Transfer, colour.Matrix, colour.ChromaLocation);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static MasteringDisplay? DisplayOf(MasteringDisplayColour? display) => display is null ? null : new MasteringDisplay(
        Point(display.GreenX, display.GreenY), Point(display.BlueX, display.BlueY), Point(display.RedX, display.RedY), Point(display.WhiteX, display.WhiteY),
        display.MaxLuminance, display.MinLuminance);

    private static ContentLight? LightOf(ContentLightLevel? light) =>
        light is null ? null : new ContentLight(Clamped(light.MaxContent), Clamped(light.MaxFrameAverage));

    private static Chromaticity Point(uint x, uint y) => new(Clamped(x), Clamped(y));

    private static ushort Clamped(uint value) => (ushort)Math.Min(value, ushort.MaxValue);
}
