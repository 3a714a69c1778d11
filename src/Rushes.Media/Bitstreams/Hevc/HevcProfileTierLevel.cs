using System.Globalization;
using System.Numerics;
using System.Text;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>The general part of profile_tier_level (Rec. ITU-T H.265 §7.3.3), 12 bytes in <c>hvcC</c> and in parameter sets alike.</summary>
/// <param name="ProfileSpace">0 for all profiles that the recommendation names.</param>
/// <param name="HighTier">general_tier_flag.</param>
/// <param name="Profile">general_profile_idc: 1 Main, 2 Main 10, 4 range extensions, …</param>
/// <param name="Compatibility">general_profile_compatibility_flag, that of profile 0 the highest bit.</param>
/// <param name="Constraints">The 48 bits between compatibility and level.</param>
/// <param name="Level">Thirty times the level: 93 is 3.1.</param>
internal readonly record struct HevcProfileTierLevel(
    int ProfileSpace, bool HighTier, int Profile, uint Compatibility, ulong Constraints, int Level)
{
    /// <summary>general_progressive_source_flag.</summary>
    public bool ProgressiveSource => (Constraints >> 47) == 1;

    /// <summary>The part of the codecs parameter behind the sample entry (ISO/IEC 14496-15 Annex E.3): "2.4.L153.B0".</summary>
    public string Codecs
    {
        get
        {
            // The flags stand in reverse bit order: flag 0 is the lowest bit of the number.
            var text = new StringBuilder();
            text.Append(ProfileSpace == 0 ? "" : ((char)('A' + ProfileSpace - 1)).ToString());
            text.Append(CultureInfo.InvariantCulture, $"{Profile}.{Reversed(Compatibility):X}.{(HighTier ? 'H' : 'L')}{Level}");

            // Constraint bytes, the zero ones at the end left out.
            for (var rest = Constraints << 16; rest != 0; rest <<= 8)
            {
                text.Append(CultureInfo.InvariantCulture, $".{rest >> 56:X}");
            }

            return text.ToString();
        }
    }

    public static HevcProfileTierLevel Read(ref BitReader bits)
    {
        var (space, tier, profile) = (bits.Read(2), bits.ReadFlag(), bits.Read(5));
        var compatibility = bits.ReadBits(32);
        var constraints = ((ulong)bits.ReadBits(32) << 16) | bits.ReadBits(16);
        return new HevcProfileTierLevel(space, tier, profile, compatibility, constraints, bits.Read(8));
    }

    public void Write(BoxWriter writer)
    {
        writer.UInt8((byte)((ProfileSpace << 6) | (HighTier ? 0x20 : 0) | Profile));
        writer.UInt32(Compatibility);
        writer.UInt32((uint)(Constraints >> 16));
        writer.UInt16((ushort)Constraints);
        writer.UInt8((byte)Level);
    }

    private static uint Reversed(uint flags)
    {
        var reversed = 0u;
        for (; flags != 0; flags &= flags - 1)
        {
            reversed |= 0x8000_0000 >> BitOperations.TrailingZeroCount(flags);
        }

        return reversed;
    }
}
