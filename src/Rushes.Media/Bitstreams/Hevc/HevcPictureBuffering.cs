namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>How many decoded pictures are kept, and why (Rec. ITU-T H.265 §7.4.3.2.1).</summary>
/// <param name="MaxPictures">max_dec_pic_buffering, the current picture included.</param>
/// <param name="MaxReorder">max_num_reorder_pics.</param>
/// <param name="MaxLatencyPlus1">max_latency_increase_plus1; 0 is no limit.</param>
internal readonly record struct HevcPictureBuffering(int MaxPictures, int MaxReorder, uint MaxLatencyPlus1);
