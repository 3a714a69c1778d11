namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>buffering_period (Rec. ITU-T H.265 Annex D.2.2).</summary>
internal static class HevcBufferingPeriod
{
    /// <summary>nal_initial_cpb_removal_delay (else vcl_…) of the first buffer, in ticks of 90 kHz; null where the set describes none.</summary>
    /// <param name="bits">At the payload.</param>
    /// <param name="usability">Of the active sequence parameter set.</param>
    public static uint? ReadInitialDelay(BitReader bits, HevcUsability? usability)
    {
        bits.SkipUe(1); // bp_seq_parameter_set_id
        if (usability?.Hrd is not { HasBuffers: true } hrd)
        {
            return null;
        }

        var hasIntraBuffers = !hrd.HasSubPictures && bits.ReadFlag(); // irap_cpb_params_present_flag
        bits.Skip(hasIntraBuffers ? hrd.CpbRemovalDelayLength + hrd.DpbOutputDelayLength : 0);
        bits.Skip(1 + hrd.CpbRemovalDelayLength); // concatenation_flag, au_cpb_removal_delay_delta_minus1
        return bits.ReadBits(hrd.InitialCpbRemovalDelayLength);
    }
}
