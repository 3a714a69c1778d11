namespace Rushes.Tools.Probing;

/// <summary>FFmpeg's names of the transfers of high dynamic range: PQ and HLG (Rec. ITU-R BT.2100).</summary>
public static class HighDynamicRange
{
    public const string Pq = "smpte2084";

    /// <param name="transfer">Null: not signalled.</param>
    public static bool Has(string? transfer) => transfer is Pq or "arib-std-b67";
}
