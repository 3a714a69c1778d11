using Rushes.Media.Bitstreams.Sei;

namespace Rushes.Media.Bitstreams.Avc;

/// <summary>pic_timing (Rec. ITU-T H.264 Annex D.1.3).</summary>
/// <param name="CpbRemovalDelay">0 without HRD parameters.</param>
/// <param name="DpbOutputDelay">0 without HRD parameters.</param>
/// <param name="PictureStructure">pic_struct (Table D-1): 0 frame, 1 top field, 2 bottom field, 3 top bottom, 5 top bottom top, …; null where it is not said.</param>
/// <param name="Timestamp">The first time code; null without.</param>
internal readonly record struct AvcPictureTiming(uint CpbRemovalDelay, uint DpbOutputDelay, int? PictureStructure, ClockTimestamp? Timestamp)
{
    // NumClockTS of each pic_struct.
    private static readonly int[] ClockTimestamps = [1, 1, 1, 2, 2, 3, 3, 2, 3];

    /// <param name="bits">At the payload.</param>
    /// <param name="usability">Of the active sequence parameter set; says what is there.</param>
    public static AvcPictureTiming Read(BitReader bits, AvcUsability? usability)
    {
        var hrd = usability?.NalHrd ?? usability?.VclHrd;
        var (removal, output) = hrd is null ? (0u, 0u) : (bits.ReadBits(hrd.CpbRemovalDelayLength), bits.ReadBits(hrd.DpbOutputDelayLength));
        if (usability is not { HasPictureStructure: true })
        {
            return new AvcPictureTiming(removal, output, null, null);
        }

        var structure = bits.Read(4);
        ClockTimestamp? first = null;
        for (var left = ClockTimestamps.ElementAtOrDefault(structure); left > 0; left--)
        {
            if (bits.ReadFlag())
            {
                bits.Skip(2); // ct_type
                var timestamp = ClockTimestamp.Read(ref bits, 8);
                bits.Skip(hrd?.TimeOffsetLength ?? 24);
                first ??= timestamp;
            }
        }

        return new AvcPictureTiming(removal, output, structure, first);
    }
}
