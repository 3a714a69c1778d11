namespace Rushes.Media.Isobmff;

/// <summary>A part of a track that a player fetches alone: one movie fragment.</summary>
/// <param name="Bytes">In the track's file.</param>
/// <param name="Duration">Ticks of the track.</param>
public readonly record struct CmafSegment(ByteRange Bytes, long Duration);
