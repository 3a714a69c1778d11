using Rushes.Media.Bitstreams.ProRes;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>Frames of ProRes (SMPTE RDD 36): each stands alone.</summary>
internal sealed class ProResSyntax(TrackFormat format, FaultLog log) : StreamSyntax(log)
{
    private const string Standard = "RDD 36";

    /// <inheritdoc/>
    public override CodedPicture Read(int frame, ReadOnlySpan<byte> sample)
    {
        try
        {
            var header = ProResFrameHeader.Parse(sample);
            if (header.FrameSize > sample.Length)
            {
                Log.Add(frame, FaultCodes.Truncated, "RDD 36 5.1", "The sample ends inside the frame.", ("frameSize", header.FrameSize), ("sample", sample.Length));
            }

            Facts ??= FactsOf(header);
            if ((header.Width, header.Height) != (format.Width, format.Height))
            {
                Log.Add(
                    frame, FaultCodes.FrameSize, "RDD 36 5.1.1", "The frame has another size than the container says.",
                    ("width", header.Width), ("height", header.Height));
            }

            return Picture(sample, header.InterlaceMode switch { 1 => FieldScan.TopFirst, 2 => FieldScan.BottomFirst, _ => FieldScan.Progressive });
        }
        catch (MediaFormatException malformed)
        {
            Log.Add(frame, FaultCodes.Syntax, "RDD 36 5.1", "The sample holds no frame.", ("found", malformed.What));
            return Picture(sample, null);
        }
    }

    private static CodedPicture Picture(ReadOnlySpan<byte> sample, FieldScan? fields) => new()
    {
        Access = RandomAccess.Closed, StartsSequence = true, ShownFrames = 1, DecodedFrames = 1, VclBits = sample.Length * 8L, Fields = fields,
    };

    private StreamFacts FactsOf(in ProResFrameHeader header) => new()
    {
        Standard = Standard,
        Profile = format.Codec[(format.Codec.IndexOf('-', StringComparison.Ordinal) + 1)..],
        Bits = ProResConfiguration.Of(format.EntryType)!.BitDepth,
        Chroma = header.Chroma,
        Width = header.Width,
        Height = header.Height,
        CodedWidth = header.Width,
        CodedHeight = header.Height,
        Colour = header.Colour,
        HasColourSyntax = true,
    };
}
