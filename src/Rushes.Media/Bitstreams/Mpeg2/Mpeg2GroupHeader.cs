namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>group_of_pictures_header (Rec. ITU-T H.262 §6.2.2.6).</summary>
/// <param name="IsDropFrame">drop_frame_flag.</param>
/// <param name="Hours">Of the time code.</param>
/// <param name="Minutes">Of the time code.</param>
/// <param name="Seconds">Of the time code.</param>
/// <param name="Pictures">Of the time code.</param>
/// <param name="IsClosed">closed_gop: its first B pictures do not refer to the group before.</param>
/// <param name="IsBroken">broken_link: what they refer to is gone.</param>
internal readonly record struct Mpeg2GroupHeader(
    bool IsDropFrame, int Hours, int Minutes, int Seconds, int Pictures, bool IsClosed, bool IsBroken)
{
    /// <param name="unit">From the start code's last byte on.</param>
    /// <exception cref="MediaFormatException">It is no such header.</exception>
    public static Mpeg2GroupHeader Parse(ReadOnlySpan<byte> unit)
    {
        var bits = Mpeg2Unit.Read(unit, Mpeg2StartCode.Group);
        var (isDropFrame, hours, minutes) = (bits.ReadFlag(), bits.Read(5), bits.Read(6));
        bits.Skip(1); // marker_bit
        return new Mpeg2GroupHeader(isDropFrame, hours, minutes, bits.Read(6), bits.Read(6), bits.ReadFlag(), bits.ReadFlag());
    }
}
