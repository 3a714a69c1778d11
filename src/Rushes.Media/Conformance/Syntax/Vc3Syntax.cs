using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Vc3;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>Frames of DNxHD and DNxHR (SMPTE ST 2019-1): each stands alone.</summary>
internal sealed class Vc3Syntax(FaultLog log) : StreamSyntax(log)
{
    private static readonly Dictionary<int, string> ProfileNames = new() { [1270] = "444", [1271] = "hqx", [1272] = "hq", [1273] = "sq", [1274] = "lb" };

    private Vc3FrameHeader? _first;

    public static IEnumerable<string> Profiles => ProfileNames.Values;

    /// <inheritdoc/>
    public override CodedPicture Read(int frame, ReadOnlySpan<byte> sample)
    {
        FieldScan? fields = null;
        try
        {
            var header = Vc3FrameHeader.Parse(sample);
            _first ??= header;
            Facts ??= FactsOf(header);
            fields = !header.IsInterlaced ? FieldScan.Progressive : header.IsBottomFirst ? FieldScan.BottomFirst : FieldScan.TopFirst;
            if ((header.CompressionId, header.Width, header.Height, header.BitDepth) != (_first.Value.CompressionId, _first.Value.Width, _first.Value.Height, _first.Value.BitDepth))
            {
                Log.Add(frame, FaultCodes.ParameterSets, "ST 2019-1 6.2", "Compression id, size or depth of this frame are not those of the first.");
            }
        }
        catch (MediaFormatException malformed)
        {
            Log.Add(frame, FaultCodes.Syntax, "ST 2019-1 6.2", "The sample holds no frame.", ("found", malformed.What));
        }

        return new CodedPicture
        {
            Access = RandomAccess.Closed, StartsSequence = true, ShownFrames = 1, DecodedFrames = 1, VclBits = sample.Length * 8L, Fields = fields,
        };
    }

    private static StreamFacts FactsOf(in Vc3FrameHeader header) => new()
    {
        Standard = "ST 2019-1",
        Profile = ProfileNames.GetValueOrDefault(header.CompressionId, string.Empty),
        Bits = header.BitDepth,
        Chroma = header.CompressionId is 1270 or 1256 ? ChromaFormat.Yuv444 : ChromaFormat.Yuv422,
        Width = header.Width,
        Height = header.Height,
        CodedWidth = header.Width,
        CodedHeight = header.Height,
    };
}
