namespace Rushes.Media.Bitstreams.Sei;

/// <summary>What user data registered by Rec. ITU-T T.35 are.</summary>
internal enum RegisteredData
{
    Unknown,

    /// <summary>CEA-608 and CEA-708 captions (ATSC A/53 Part 4 §6.2.3).</summary>
    Captions,

    /// <summary>Active format description and bar data (ATSC A/53 Part 4 §6.2.3.2).</summary>
    ActiveFormat,

    /// <summary>HDR10+ (SMPTE ST 2094-40).</summary>
    Hdr10Plus,

    /// <summary>Dolby Vision (ETSI GS CCM 001).</summary>
    DolbyVision,
}
