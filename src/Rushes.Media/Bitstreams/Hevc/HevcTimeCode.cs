using Rushes.Media.Bitstreams.Sei;

namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>time_code (Rec. ITU-T H.265 Annex D.2.27).</summary>
internal static class HevcTimeCode
{
    /// <summary>The first time code; null without.</summary>
    public static ClockTimestamp? Read(BitReader bits)
    {
        for (var left = bits.Read(2); left > 0; left--)
        {
            if (bits.ReadFlag())
            {
                return ClockTimestamp.Read(ref bits, 9);
            }
        }

        return null;
    }
}
