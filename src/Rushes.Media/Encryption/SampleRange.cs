namespace Rushes.Media.Encryption;

/// <summary>Bytes of a sample.</summary>
/// <param name="Offset">From the sample's first byte.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct SampleRange(int Offset, int Length);
