using Rushes.Media.Bitstreams.Sei;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Av1;

/// <summary>metadata_obu (AV1 specification §5.8.1): one of these, or none that matters here.</summary>
/// <param name="ContentLight">metadata_hdr_cll.</param>
/// <param name="MasteringDisplay">metadata_hdr_mdcv.</param>
/// <param name="RegisteredData">metadata_itut_t35.</param>
internal readonly record struct Av1Metadata(ContentLight? ContentLight, MasteringDisplay? MasteringDisplay, RegisteredData? RegisteredData)
{
    /// <param name="payload">Of the OBU.</param>
    /// <exception cref="MediaFormatException">It ends too early.</exception>
    public static Av1Metadata Parse(ReadOnlySpan<byte> payload)
    {
        var bits = new BitReader(payload, "AV1 metadata");
        return bits.ReadLeb128() switch
        {
            1 => new Av1Metadata(HdrMetadata.ReadContentLight(bits), null, null),
            2 => new Av1Metadata(null, HdrMetadata.ReadAv1MasteringDisplay(bits), null),
            4 => new Av1Metadata(null, null, RegisteredDataReading.Identify(bits)),
            _ => default,
        };
    }
}
