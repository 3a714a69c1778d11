namespace Rushes.Media.Bitstreams.Sei;

/// <summary>payloadType (Annex D of Rec. ITU-T H.264 and H.265), those that matter here.</summary>
internal enum SeiType
{
    BufferingPeriod = 0,
    PictureTiming = 1,
    UserDataRegistered = 4,
    UserDataUnregistered = 5,
    RecoveryPoint = 6,
    TimeCode = 136,
    MasteringDisplay = 137,
    ContentLight = 144,
    AlternativeTransfer = 147,
}
