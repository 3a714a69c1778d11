namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>NAL units of one type in <c>hvcC</c> (ISO/IEC 14496-15 §8.3.3.1).</summary>
/// <param name="Type">Parameter sets or SEI.</param>
/// <param name="IsComplete">All units of this type are here and none in the samples, as <c>hvc1</c> demands of parameter sets.</param>
/// <param name="Units">Without their lengths.</param>
internal sealed record HevcNalUnitArray(HevcNalUnitType Type, bool IsComplete, IReadOnlyList<ReadOnlyMemory<byte>> Units);
