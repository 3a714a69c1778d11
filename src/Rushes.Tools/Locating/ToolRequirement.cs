namespace Rushes.Tools.Locating;

/// <summary>What kind of part of FFmpeg a requirement names.</summary>
public enum ToolFeature
{
    Encoder,
    Filter,
}

/// <summary>A part of FFmpeg, and what of ours needs it.</summary>
/// <param name="Use">The codec or function as users write it: <c>avc</c>, <c>prores</c>, <c>quality</c>.</param>
/// <param name="NeededNow">Whether this version of Rushes uses it; otherwise a later one will.</param>
public sealed record ToolRequirement(ToolFeature Kind, string Name, string Use, bool NeededNow);
