namespace Rushes.Media.Isobmff.Reading;

/// <summary>Tracks that a track refers to (§8.3.3).</summary>
/// <param name="Type">What they are to it: <c>tmcd</c> its timecode, <c>chap</c> its chapters, …</param>
/// <param name="TrackIds">At least one, unless the file says none.</param>
public sealed record TrackReference(BoxType Type, IReadOnlyList<uint> TrackIds);
