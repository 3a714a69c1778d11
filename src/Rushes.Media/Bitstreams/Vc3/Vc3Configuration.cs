namespace Rushes.Media.Bitstreams.Vc3;

/// <summary>VC-3, known as DNxHD and DNxHR: the sample entry says no more than that; each frame says the rest (SMPTE ST 2019-1).</summary>
internal sealed class Vc3Configuration : IDecoderConfiguration
{
    private Vc3Configuration(string codecs) => Codecs = codecs;

    /// <summary>Always empty: the boxes of the sample entry (<c>ACLR</c>, <c>ADHR</c>, …) are hints that decoders do without.</summary>
    public ReadOnlyMemory<byte> Bytes => default;

    /// <summary>Type of the sample entry: "AVdn" (DNxHD) or "AVdh" (DNxHR).</summary>
    public string Codecs { get; }

    /// <summary>Null for another sample entry.</summary>
    public static Vc3Configuration? Of(string sampleEntry) => sampleEntry is "AVdn" or "AVdh" ? new Vc3Configuration(sampleEntry) : null;
}
