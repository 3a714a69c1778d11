using System.Collections.Frozen;
using System.Text;
using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Audio;
using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.H263;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Vp9;

namespace Rushes.Media.Isobmff.SampleEntries;

/// <summary>What the four letters of a sample entry say.</summary>
/// <param name="Type">The letters.</param>
/// <param name="Track">Picture or sound.</param>
/// <param name="Codec">As Rushes calls it: "avc", "prores-hq", "pcm-s24le".</param>
/// <param name="Box">That holds the decoder's configuration; empty: there is none, the samples say it all.</param>
/// <param name="Parse">Reads the content of <paramref name="Box"/>.</param>
internal sealed record SampleEntryKind(
    string Type, TrackKind Track, string Codec, string Box = "", Func<ReadOnlyMemory<byte>, IDecoderConfiguration>? Parse = null)
{
    private static readonly SampleEntryKind[] All =
    [
        // ISO/IEC 14496-15 §5.4.2 and §8.4.1; the Dolby Vision names decode as what they stand for.
        .. Video("avc", "avcC", bytes => AvcDecoderConfiguration.Parse(bytes.Span), "avc1", "avc3", "dva1", "dvav"),
        .. Video("hevc", "hvcC", bytes => HevcDecoderConfiguration.Parse(bytes.Span), "hvc1", "hev1", "dvh1", "dvhe"),
        .. Video("av1", "av1C", bytes => Av1DecoderConfiguration.Parse(bytes.Span), "av01"),
        .. Video("vp9", "vpcC", bytes => Vp9DecoderConfiguration.Parse(bytes.Span), "vp09"),
        .. Video("h263", "d263", bytes => H263DecoderConfiguration.Parse(bytes.Span), "s263"),
        Plain("h263", "h263"), Plain("m2v1", "mpeg2"),
        Plain("apco", "prores-proxy"), Plain("apcs", "prores-lt"), Plain("apcn", "prores-422"), Plain("apch", "prores-hq"),
        Plain("ap4h", "prores-4444"), Plain("ap4x", "prores-4444xq"),
        Plain("AVdh", "dnxhr"), Plain("AVdn", "dnxhd"),

        // ETSI TS 102 366 Annex F; Opus and FLAC in ISO base media.
        new("ac-3", TrackKind.Audio, "ac3", "dac3", bytes => Ac3Configuration.Parse(bytes.Span)),
        new("ec-3", TrackKind.Audio, "eac3", "dec3", bytes => Eac3Configuration.Parse(bytes.Span)),
        new("Opus", TrackKind.Audio, "opus", "dOps", bytes => OpusConfiguration.Parse(bytes.Span)),
        new("fLaC", TrackKind.Audio, "flac", "dfLa", bytes => FlacConfiguration.Parse(bytes.Span)),
    ];

    private static readonly FrozenDictionary<string, SampleEntryKind> ByType = All.ToFrozenDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>All codecs of pictures and sound, each once.</summary>
    public static IEnumerable<string> Codecs => All.Select(kind => kind.Codec).Distinct();

    /// <summary>Null: none that we know.</summary>
    public static SampleEntryKind? Find(string type) => ByType.GetValueOrDefault(type);

    public byte[] Letters() => Encoding.ASCII.GetBytes(Type);

    private static IEnumerable<SampleEntryKind> Video(
        string codec, string box, Func<ReadOnlyMemory<byte>, IDecoderConfiguration> parse, params string[] types) =>
        types.Select(type => new SampleEntryKind(type, TrackKind.Video, codec, box, parse));

    private static SampleEntryKind Plain(string type, string codec) => new(type, TrackKind.Video, codec);
}
