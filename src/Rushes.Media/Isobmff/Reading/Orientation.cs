namespace Rushes.Media.Isobmff.Reading;

/// <summary>How a coded picture is put upright.</summary>
/// <param name="Rotation">Degrees clockwise: 0, 90, 180 or 270.</param>
/// <param name="IsMirrored">Left and right change places first.</param>
public readonly record struct Orientation(int Rotation, bool IsMirrored);
