namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>scaling_list_data (Rec. ITU-T H.265 §7.3.4): nothing of it matters here but its end.</summary>
internal static class HevcScalingLists
{
    public static void Skip(ref BitReader bits)
    {
        for (var size = 0; size < 4; size++)
        {
            for (var matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1)
            {
                if (bits.ReadFlag())
                {
                    bits.SkipUe((size > 1 ? 1 : 0) + Math.Min(64, 1 << (4 + (size << 1)))); // the first, and the differences
                }
                else
                {
                    bits.SkipUe(); // scaling_list_pred_matrix_id_delta
                }
            }
        }
    }
}
