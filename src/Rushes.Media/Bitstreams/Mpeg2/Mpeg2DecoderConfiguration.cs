using System.Globalization;

namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>
/// MPEG-2 video in <c>mp4v</c>: the object type of its <c>esds</c>, and the sequence headers that may stand in the
/// DecoderSpecificInfo (ISO/IEC 14496-1 §7.2.6.6).
/// </summary>
internal sealed class Mpeg2DecoderConfiguration : IDecoderConfiguration
{
    private readonly byte[] _bytes;

    private Mpeg2DecoderConfiguration(byte objectType, byte[] bytes) => (ObjectType, _bytes) = (objectType, bytes);

    /// <summary>objectTypeIndication (Table 5): 0x60 Simple, 0x61 Main, 0x62 SNR, 0x63 Spatial, 0x64 High, 0x65 4:2:2.</summary>
    public byte ObjectType { get; }

    /// <summary>The DecoderSpecificInfo; may be empty.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>"mp4v.61" (RFC 6381 §3.3).</summary>
    public string Codecs => string.Create(CultureInfo.InvariantCulture, $"mp4v.{ObjectType:x2}");

    /// <exception cref="MediaFormatException">It is no object type of MPEG-2 video.</exception>
    public static Mpeg2DecoderConfiguration Parse(byte objectType, ReadOnlySpan<byte> decoderSpecific) =>
        objectType is >= 0x60 and <= 0x65
            ? new Mpeg2DecoderConfiguration(objectType, decoderSpecific.ToArray())
            : throw new MediaFormatException($"esds: object type {objectType:x2} is not MPEG-2 video", 0);

    /// <param name="sequence">Its profile says the object type.</param>
    /// <param name="decoderSpecific">Sequence header and extensions with their start codes; may be empty.</param>
    public static Mpeg2DecoderConfiguration Build(Mpeg2SequenceExtension sequence, ReadOnlySpan<byte> decoderSpecific)
    {
        // Rec. ITU-T H.262 Table 8-2; the escape bit is set for 4:2:2 and multi-view.
        var objectType = ((sequence.ProfileAndLevel >> 7) & 1, (sequence.ProfileAndLevel >> 4) & 7) switch
        {
            (1, _) => 0x65,
            (_, 1) => 0x64,
            (_, 2) => 0x63,
            (_, 3) => 0x62,
            (_, 5) => 0x60,
            _ => 0x61,
        };
        return new Mpeg2DecoderConfiguration((byte)objectType, decoderSpecific.ToArray());
    }
}
