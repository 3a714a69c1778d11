namespace Rushes.Media.Isobmff;

/// <summary>A key frame that a player can fetch and show alone.</summary>
/// <param name="Segment">Position of the segment that holds it.</param>
/// <param name="Bytes">In the track's file: <c>moof</c>, the header of <c>mdat</c>, and the frame.</param>
/// <param name="Duration">Ticks to the next.</param>
public readonly record struct CmafKeyFrame(int Segment, ByteRange Bytes, long Duration);
