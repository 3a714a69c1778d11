using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Audio;

namespace Rushes.Media.Manifests.Dash;

/// <summary>Where speakers stand, a bit for each place or pair (ETSI TS 102 366 Table E.1.4): L is the highest, LFE the lowest.</summary>
internal static class DolbyChannels
{
    private const int LowFrequency = 0x0001;
    private const int SecondLowFrequency = 0x0002;

    // By acmod (Table 4.3): two of one, C, L R, L C R, L R S, L C R S, L R Ls Rs, L C R Ls Rs.
    private static readonly int[] Modes = [0xA000, 0x4000, 0xA000, 0xE000, 0xA100, 0xE100, 0xB800, 0xF800];

    public static int Of(Ac3Configuration configuration)
    {
        var bits = new BitReader(configuration.Bytes.Span, "dac3");
        bits.Skip(2 + 5 + 3); // fscod, bsid, bsmod
        return Of(bits.Read(3), bits.ReadFlag());
    }

    public static int Of(Eac3Substream substream)
    {
        // chan_loc (Table F.6.1) counts from Lc/Rc upwards, the map from there downwards.
        var map = Of(substream.ChannelMode, substream.LowFrequency);
        for (var i = 0; i < 8; i++)
        {
            map |= ((substream.Locations >> i) & 1) << (10 - i);
        }

        return (substream.Locations & 0x100) != 0 ? map | SecondLowFrequency : map;
    }

    private static int Of(int mode, bool lowFrequency) => Modes[mode] | (lowFrequency ? LowFrequency : 0);
}
