namespace Rushes.Media.Isobmff;

/// <summary>What a track holds.</summary>
public enum TrackKind
{
    Video = 1,
    Audio = 2,
}
