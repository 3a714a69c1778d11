namespace Rushes.Media.Bitstreams.Avc;

/// <summary>buffering_period (Rec. ITU-T H.264 Annex D.1.2).</summary>
internal static class AvcBufferingPeriod
{
    /// <summary>initial_cpb_removal_delay of the first buffer, in ticks of 90 kHz; null where the set describes none.</summary>
    /// <param name="bits">At the payload.</param>
    /// <param name="usability">Of the active sequence parameter set.</param>
    public static uint? ReadInitialDelay(BitReader bits, AvcUsability? usability)
    {
        bits.SkipUe(1); // seq_parameter_set_id
        return (usability?.NalHrd ?? usability?.VclHrd) is { } hrd ? bits.ReadBits(hrd.InitialCpbRemovalDelayLength) : null;
    }
}
