namespace Rushes.Media.Bitstreams.Av1;

/// <summary>An operating point of a sequence (AV1 specification §5.5.1).</summary>
/// <param name="Layers">operating_point_idc; 0 stands for all.</param>
/// <param name="Level">seq_level_idx.</param>
/// <param name="HighTier">seq_tier.</param>
/// <param name="HasDecoderModel">decoder_model_present_for_this_op.</param>
internal readonly record struct Av1OperatingPoint(int Layers, int Level, bool HighTier, bool HasDecoderModel);
