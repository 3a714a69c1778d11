using Rushes.Media.Encryption;
using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff;

/// <summary>What a packaged track says about itself that its index does not.</summary>
public sealed record CmafTrackOptions
{
    /// <summary>BCP 47; "und" when not known.</summary>
    public string Language { get; init; } = "und";

    /// <summary>
    /// Of the package, seconds: a picture track is decoded so long before it is shown, or longer where its own order of
    /// frames asks for it. Sound has its lead as priming.
    /// </summary>
    public Rational DecodeLead { get; init; }

    /// <summary>Of video, when known.</summary>
    public Colour? Colour { get; init; }

    /// <summary>Of the same samples and segments; null: the track is clear.</summary>
    public SampleProtection? Protection { get; init; }
}
