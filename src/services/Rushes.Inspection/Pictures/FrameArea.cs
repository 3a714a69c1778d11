namespace Rushes.Inspection.Pictures;

/// <summary>The part of a picture that is not its black border, in pixels; half-open.</summary>
internal readonly record struct FrameArea(ushort Left, ushort Top, ushort Right, ushort Bottom)
{
    /// <summary>All is black.</summary>
    public bool IsEmpty => Right <= Left || Bottom <= Top;

    public int Width => Right - Left;

    public int Height => Bottom - Top;
}
