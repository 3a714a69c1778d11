namespace Rushes.Media.Bitstreams.Sei;

/// <summary>A time code (pic_timing of Rec. ITU-T H.264 Annex D.1.3, time_code of H.265 Annex D.2.27).</summary>
/// <param name="Hours">Null where it is not said.</param>
/// <param name="Minutes">Null where it is not said.</param>
/// <param name="Seconds">Null where it is not said.</param>
/// <param name="Frames">n_frames.</param>
/// <param name="CountingType">counting_type: 4 drops frames by the minute, as 29.97 does.</param>
/// <param name="IsFieldBased">nuit_field_based_flag, units_field_based_flag.</param>
/// <param name="IsDropped">cnt_dropped_flag: this count was passed over.</param>
internal readonly record struct ClockTimestamp(
    int? Hours, int? Minutes, int? Seconds, int Frames, int CountingType, bool IsFieldBased, bool IsDropped)
{
    /// <param name="bits">At nuit_field_based_flag.</param>
    /// <param name="frameBits">8 for AVC, 9 for HEVC.</param>
    public static ClockTimestamp Read(ref BitReader bits, int frameBits)
    {
        var (isFieldBased, countingType, isFull) = (bits.ReadFlag(), bits.Read(5), bits.ReadFlag());
        bits.Skip(1); // discontinuity_flag
        var (isDropped, frames) = (bits.ReadFlag(), bits.Read(frameBits));
        int? hours = null, minutes = null, seconds = null;
        if (isFull)
        {
            (seconds, minutes, hours) = (bits.Read(6), bits.Read(6), bits.Read(5));
        }
        else if (bits.ReadFlag())
        {
            seconds = bits.Read(6);
            minutes = bits.ReadFlag() ? bits.Read(6) : null;
            hours = minutes is not null && bits.ReadFlag() ? bits.Read(5) : null;
        }

        return new ClockTimestamp(hours, minutes, seconds, frames, countingType, isFieldBased, isDropped);
    }
}
