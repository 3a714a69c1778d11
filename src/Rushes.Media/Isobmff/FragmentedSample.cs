namespace Rushes.Media.Isobmff;

/// <summary>One sample of a fragmented file.</summary>
/// <param name="Offset">Of its first byte, in the file.</param>
/// <param name="Size">Bytes, at least one.</param>
/// <param name="DecodeTime">Ticks of the track.</param>
/// <param name="CompositionTime">Ticks of the track.</param>
/// <param name="Duration">Ticks of the track, in decode order.</param>
/// <param name="IsKey">A decoder can start here.</param>
public readonly record struct FragmentedSample(long Offset, int Size, long DecodeTime, long CompositionTime, uint Duration, bool IsKey);
