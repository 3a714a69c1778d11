using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff;

/// <summary>What a file says about its pictures beside how they are coded; what is null, it does not say.</summary>
public sealed record PictureProperties
{
    public static PictureProperties None { get; } = new();

    public Colour? Colour { get; init; }

    /// <summary>Width of a sample to its height, <c>pasp</c>.</summary>
    public Rational? PixelAspect { get; init; }

    /// <summary>What of the picture is meant to be seen, <c>clap</c>.</summary>
    public CleanAperture? CleanAperture { get; init; }

    /// <summary>Of QuickTime, <c>fiel</c>.</summary>
    public FieldOrder? FieldOrder { get; init; }

    /// <summary>SMPTE ST 2086, <c>mdcv</c>.</summary>
    public MasteringDisplay? MasteringDisplay { get; init; }

    /// <summary>CTA-861.3, <c>clli</c>.</summary>
    public ContentLight? ContentLight { get; init; }

    /// <summary>By which the picture is turned clockwise to be shown: 0, 90, 180 or 270 degrees.</summary>
    public int Rotation { get; init; }
}
