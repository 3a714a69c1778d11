namespace Rushes.Media.Bitstreams.Audio;

/// <summary>What AC-3 and E-AC-3 say alike (ETSI TS 102 366 §4.4 and Annex E.1.3).</summary>
internal static class Ac3Channels
{
    private static readonly int[] SampleRates = [48000, 44100, 32000];

    // acmod (Table 4.3), without the low-frequency channel.
    private static readonly int[] Counts = [2, 1, 2, 3, 3, 4, 4, 5];

    // chan_loc (Table F.6.1) from its lowest bit: Lc/Rc, Lrs/Rrs, Cs, Ts, Lsd/Rsd, Lw/Rw, Lvh/Rvh, Cvh, LFE2.
    private static readonly int[] Located = [2, 2, 1, 1, 2, 2, 2, 1, 1];

    /// <summary>fscod (Table 4.1); 0 for the reserved code.</summary>
    public static int SampleRate(int code) => code < SampleRates.Length ? SampleRates[code] : 0;

    public static int Count(int mode, bool lowFrequency) => Counts[mode] + (lowFrequency ? 1 : 0);

    /// <summary>Speakers that dependent substreams add.</summary>
    public static int CountLocated(int locations) => Located.Index().Sum(item => ((locations >> item.Index) & 1) * item.Item);

    /// <summary>
    /// chan_loc of a dependent substream's chanmap (Tables E.1.4 and F.6.1): bits 5 to 12 from the highest down, lowest first, then LFE2.
    /// </summary>
    public static int LocationsOf(int channelMap)
    {
        var locations = (channelMap & 2) << 7;
        for (var i = 0; i < 8; i++)
        {
            locations |= ((channelMap >> (10 - i)) & 1) << i;
        }

        return locations;
    }
}
