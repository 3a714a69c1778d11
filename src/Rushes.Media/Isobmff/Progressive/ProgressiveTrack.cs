using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff.Progressive;

/// <summary>A track of a progressive file, and what the file says about it that its index does not.</summary>
/// <param name="Index">Its samples, times from presentation time 0 of the file.</param>
public sealed record ProgressiveTrack(FrameIndex Index)
{
    /// <summary>BCP 47; "und" when not known.</summary>
    public string Language { get; init; } = "und";

    /// <summary>For people, in the handler: "Commentary". Empty: the kind of the track.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Of video, when known better than from its index.</summary>
    public Colour? Colour { get; init; }
}
