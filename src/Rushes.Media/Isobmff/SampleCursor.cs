namespace Rushes.Media.Isobmff;

/// <summary>Where the next sample of a fragment lies and when it is decoded.</summary>
internal struct SampleCursor
{
    public long Offset;
    public long DecodeTime;
}
