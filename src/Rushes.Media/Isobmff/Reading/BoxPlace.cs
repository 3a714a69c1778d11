namespace Rushes.Media.Isobmff.Reading;

/// <summary>A box where it lies: known or not, its bytes can be read from there.</summary>
/// <param name="Type">Four letters.</param>
/// <param name="Offset">Of its header in the file.</param>
/// <param name="Size">Bytes with its header; what is there of it, in a file that was cut.</param>
public readonly record struct BoxPlace(BoxType Type, long Offset, long Size);
