namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>pic_timing (Rec. ITU-T H.265 Annex D.2.3) up to its delays.</summary>
/// <param name="PictureStructure">pic_struct (Table D.2): 0 frame, 1 top field, 2 bottom field, 7 doubled, 8 tripled, …; null where it is not said.</param>
/// <param name="SourceScan">source_scan_type: 0 interlaced, 1 progressive, 2 unknown; null where it is not said.</param>
/// <param name="CpbRemovalDelay">au_cpb_removal_delay_minus1 + 1; 0 without HRD parameters.</param>
/// <param name="DpbOutputDelay">0 without HRD parameters.</param>
internal readonly record struct HevcPictureTiming(int? PictureStructure, int? SourceScan, long CpbRemovalDelay, uint DpbOutputDelay)
{
    /// <param name="bits">At the payload.</param>
    /// <param name="usability">Of the active sequence parameter set; says what is there.</param>
    public static HevcPictureTiming Read(BitReader bits, HevcUsability? usability)
    {
        int? structure = null, scan = null;
        if (usability is { HasFrameFieldInformation: true })
        {
            (structure, scan) = (bits.Read(4), bits.Read(2));
            bits.Skip(1); // duplicate_flag
        }

        return usability?.Hrd is { HasBuffers: true } hrd
            ? new HevcPictureTiming(structure, scan, bits.ReadBits(hrd.CpbRemovalDelayLength) + 1L, bits.ReadBits(hrd.DpbOutputDelayLength))
            : new HevcPictureTiming(structure, scan, 0, 0);
    }
}
