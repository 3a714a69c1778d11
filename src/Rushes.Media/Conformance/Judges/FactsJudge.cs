using System.Globalization;
using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance.Judges;

/// <summary>Holds what the headers and the container say of the whole stream against what was promised, and against each other.</summary>
internal sealed class FactsJudge(FrameIndex index, StreamPromise promise, StreamFacts facts, FaultLog log)
{
    public void Judge()
    {
        JudgeCoding();
        JudgePicture();
        JudgeColour();
        new TimesJudge(index, promise, facts, log).Judge();
    }

    internal static string Name(ChromaFormat? chroma) => chroma switch
    {
        ChromaFormat.Monochrome => "4:0:0",
        ChromaFormat.Yuv420 => "4:2:0",
        ChromaFormat.Yuv422 => "4:2:2",
        ChromaFormat.Yuv444 => "4:4:4",
        _ => string.Empty,
    };

    private void JudgeCoding()
    {
        var codec = index.Format.Codec;
        Compare(FaultCodes.Format, "format", promise.Codec, codec == promise.Codec || codec.StartsWith($"{promise.Codec}-", StringComparison.Ordinal) ? promise.Codec : codec);
        Compare(FaultCodes.Profile, "profile", promise.Profile, IsHeldBy(promise.Profile) ? promise.Profile : facts.Profile);
        Compare(FaultCodes.Level, "level", StreamNames.FullLevel(promise.Level), facts.Level);
        Compare(FaultCodes.Tier, "tier", promise.Tier, facts.Tier == LevelTier.High ? "high" : "main");
        Compare(FaultCodes.BitDepth, "bit depth", Depth(promise.Bits), Depth(facts.Bits));
        Compare(FaultCodes.Chroma, "chroma format", promise.Chroma, Name(facts.Chroma));
    }

    private void JudgePicture()
    {
        var container = Size(index.Format.Width, index.Format.Height);
        Compare(FaultCodes.Resolution, "picture in the container", Size(promise.Width, promise.Height), container);
        Compare(FaultCodes.Resolution, "picture in the bitstream", Size(promise.Width, promise.Height), Size(facts.Width, facts.Height));
        if (promise.PixelAspect is { } wanted)
        {
            Compare(FaultCodes.PixelAspect, "pixel aspect in the container", wanted.ToString(), index.Format.PixelAspect.ToString());
            Compare(FaultCodes.PixelAspect, "pixel aspect in the bitstream", wanted.ToString(), (facts.PixelAspect ?? wanted).ToString());
        }

        // Each picture says for itself what it is, where its codec can.
        if (promise.Fields is { } scan)
        {
            Compare(FaultCodes.FieldOrder, "order of fields in the container", scan.Name(), (FieldScans.Of(index.Format.Picture.FieldOrder) ?? scan).Name());
        }
    }

    private void JudgeColour()
    {
        var (wanted, container, stream) = (promise.Colour, index.Format.Picture.Colour, facts.Colour);
        CompareCode("primaries", wanted.Primaries, container?.Primaries, stream?.Primaries);
        CompareCode("transfer", wanted.Transfer, container?.Transfer, stream?.Transfer);
        CompareCode("matrix", wanted.Matrix, container?.Matrix, stream?.Matrix);
        CompareBoth("range", Range(wanted.FullRange), Range(container?.FullRange), Range(stream?.FullRange));
        Compare(FaultCodes.Colour, "chroma location in the bitstream", Text(wanted.ChromaLocation), Text(facts.ChromaLocation ?? wanted.ChromaLocation));
        if (container is { } said && stream is { } coded && Disagree(said, coded))
        {
            log.Add(
                0, FaultCodes.ColourDisagrees, "ISO/IEC 14496-12 12.1.5", "Container and bitstream signal different colours.",
                ("container", said), ("bitstream", coded));
        }
    }

    // What says nothing of its colour is no liar; what was to say something, and does not, is none either way but unspecified (2).
    private void CompareCode(string what, ushort? wanted, ushort? container, ushort? stream)
    {
        const ushort Unspecified = 2;
        if (wanted is null)
        {
            return;
        }

        Compare(FaultCodes.Colour, $"{what} in the container", Text(wanted), Text(container ?? (index.Format.Picture.Colour is null ? wanted : Unspecified)));
        if (facts.Standard != "VP9")
        {
            Compare(FaultCodes.Colour, $"{what} in the bitstream", Text(wanted), Text(stream ?? (facts.HasColourSyntax ? Unspecified : wanted)));
        }
    }

    private void CompareBoth(string what, string wanted, string container, string stream)
    {
        Compare(FaultCodes.Colour, $"{what} in the container", wanted, container);
        Compare(FaultCodes.Colour, $"{what} in the bitstream", wanted, stream);
    }

    // Nothing is compared where nothing was promised, or nothing is said.
    private void Compare(string code, string what, string wanted, string found)
    {
        if (wanted.Length > 0 && found.Length > 0 && wanted != found)
        {
            log.Add(0, code, string.Empty, $"The {what} is {found}, not {wanted}.", ("found", found), ("expected", wanted));
        }
    }

    // Whoever decodes a profile of AVC decodes those before it (H.264 A.2), and x264 signals the least that a stream needs.
    private bool IsHeldBy(string wanted)
    {
        string[] ascending = ["baseline", "main", "high", "high10", "high422", "high444"];
        return facts.Standard == "H.264" && Array.IndexOf(ascending, facts.Profile) is >= 0 and var found && found <= Array.IndexOf(ascending, wanted);
    }

    private static bool Disagree(Colour a, Colour b) =>
        Differ(a.Primaries, b.Primaries) || Differ(a.Transfer, b.Transfer) || Differ(a.Matrix, b.Matrix);

    private static bool Differ(ushort a, ushort b) => a != b && a != 2 && b != 2;

    private static string Depth(int bits) => bits == 0 ? string.Empty : Text(bits);

    private static string Range(bool? isFull) => isFull switch { true => "full", false => "limited", null => string.Empty };

    private static string Size(int width, int height) => width > 0 ? string.Create(CultureInfo.InvariantCulture, $"{width}x{height}") : string.Empty;

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
