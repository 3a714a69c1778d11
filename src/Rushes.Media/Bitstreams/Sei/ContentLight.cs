namespace Rushes.Media.Bitstreams.Sei;

/// <summary>content_light_level_info (Rec. ITU-T H.265 Annex D.2.35) and metadata_hdr_cll (AV1 specification §5.8.3): cd/m².</summary>
/// <param name="MaxContent">MaxCLL; 0 is unknown.</param>
/// <param name="MaxFrameAverage">MaxFALL; 0 is unknown.</param>
internal readonly record struct ContentLight(int MaxContent, int MaxFrameAverage)
{
    public static ContentLight Read(BitReader bits) => new(bits.Read(16), bits.Read(16));
}
