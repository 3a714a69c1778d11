namespace Rushes.Media.Bitstreams.Av1;

/// <summary>frame_type (AV1 specification §6.8.2).</summary>
internal enum Av1FrameType
{
    Key = 0,
    Inter = 1,
    IntraOnly = 2,
    Switch = 3,
}
