using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>Reads the samples of one codec in decode order, and reports what is wrong in them.</summary>
internal abstract class StreamSyntax(FaultLog log)
{
    /// <summary>Known at the latest when the first sample has been read.</summary>
    public StreamFacts? Facts { get; protected set; }

    protected FaultLog Log => log;

    /// <summary>The codec's reader; null for codecs whose samples nobody here looks into.</summary>
    /// <exception cref="MediaFormatException">The configuration is malformed.</exception>
    public static StreamSyntax? Of(TrackFormat format, FaultLog log) => format.Codec switch
    {
        "avc" => new AvcSyntax(format, log),
        "hevc" => new HevcSyntax(format, log),
        "av1" => new Av1Syntax(format, log),
        "vp9" => new Vp9Syntax(format, log),
        "mpeg2" => new Mpeg2Syntax(log),
        "h263" => new H263Syntax(log),
        "dnxhd" or "dnxhr" => new Vc3Syntax(log),
        _ when Bitstreams.ProRes.ProResConfiguration.Of(format.EntryType) is not null => new ProResSyntax(format, log),
        _ => null,
    };

    /// <param name="frame">In decode order.</param>
    /// <param name="sample">Its bytes.</param>
    public abstract CodedPicture Read(int frame, ReadOnlySpan<byte> sample);
}
