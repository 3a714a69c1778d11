namespace Rushes.Media.Isobmff;

/// <summary>What a packaged track says about itself that its index does not.</summary>
public sealed record CmafTrackOptions
{
    /// <summary>BCP 47; "und" when not known.</summary>
    public string Language { get; init; } = "und";

    /// <summary>Of video, when known.</summary>
    public Colour? Colour { get; init; }
}
