namespace Rushes.Media.Bitstreams.ProRes;

/// <summary>The members of the ProRes family: the sample entry is all that a decoder is told beforehand (Apple ProRes RDD 36, QuickTime File Format).</summary>
internal sealed class ProResConfiguration : IPictureConfiguration
{
    private ProResConfiguration(string codecs, ChromaFormat chroma, int bitDepth) => (Codecs, Chroma, BitDepth) = (codecs, chroma, bitDepth);

    /// <summary>Always empty: no box belongs to the sample entry.</summary>
    public ReadOnlyMemory<byte> Bytes => default;

    /// <summary>Type of the sample entry: "apch".</summary>
    public string Codecs { get; }

    /// <inheritdoc/>
    public ChromaFormat Chroma { get; }

    /// <summary>Bits that encoders of this member take in; frames do not say any.</summary>
    public int BitDepth { get; }

    /// <summary>422 Proxy, LT, Standard, HQ, then 4444 and 4444 XQ; null for another sample entry.</summary>
    public static ProResConfiguration? Of(string sampleEntry) => sampleEntry switch
    {
        "apco" or "apcs" or "apcn" or "apch" => new ProResConfiguration(sampleEntry, ChromaFormat.Yuv422, 10),
        "ap4h" or "ap4x" => new ProResConfiguration(sampleEntry, ChromaFormat.Yuv444, 12),
        _ => null,
    };
}
