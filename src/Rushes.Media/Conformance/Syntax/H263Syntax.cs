using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.H263;
using Rushes.Media.Timing;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>Pictures of H.263 (Rec. ITU-T H.263).</summary>
internal sealed class H263Syntax(FaultLog log) : StreamSyntax(log)
{
    public const string Baseline = "baseline";

    private Rational _frequency = H263PictureHeader.StandardClock;

    /// <inheritdoc/>
    public override CodedPicture Read(int frame, ReadOnlySpan<byte> sample)
    {
        var access = RandomAccess.None;
        PictureClock? clock = null;
        try
        {
            var header = H263PictureHeader.Parse(sample);
            access = header.IsIntra ? RandomAccess.Closed : RandomAccess.None;
            _frequency = header.Clock ?? _frequency;
            clock = new PictureClock(header.TemporalReference, _frequency);
            Facts ??= new StreamFacts
            {
                Standard = "H.263",
                Profile = header.IsExtended ? "" : Baseline,
                Bits = 8,
                Chroma = ChromaFormat.Yuv420,
                Width = header.Width,
                Height = header.Height,
                CodedWidth = header.Width,
                CodedHeight = header.Height,
            };
        }
        catch (MediaFormatException malformed)
        {
            Log.Add(frame, FaultCodes.Syntax, "H.263 5.1", "The sample holds no picture.", ("found", malformed.What));
        }

        return new CodedPicture
        {
            Access = access, StartsSequence = access == RandomAccess.Closed, Clock = clock, ShownFrames = 1, DecodedFrames = 1, VclBits = sample.Length * 8L,
        };
    }
}
