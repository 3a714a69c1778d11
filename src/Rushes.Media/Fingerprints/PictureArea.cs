namespace Rushes.Media.Fingerprints;

/// <summary>A part of the picture, in shares of its width and height.</summary>
public readonly record struct PictureArea(double Left, double Top, double Width, double Height)
{
    /// <summary>All of it.</summary>
    public static PictureArea Whole { get; } = new(0, 0, 1, 1);

    public bool IsWhole => this == Whole;
}
