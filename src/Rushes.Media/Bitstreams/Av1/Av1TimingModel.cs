namespace Rushes.Media.Bitstreams.Av1;

/// <summary>timing_info and decoder_model_info (AV1 specification §5.5.3, §5.5.4).</summary>
/// <param name="UnitsInDisplayTick">num_units_in_display_tick; 0 without timing.</param>
/// <param name="TimeScale">time_scale; 0 without timing.</param>
/// <param name="EqualPictureInterval">equal_picture_interval.</param>
/// <param name="TicksPerPicture">0 unless the interval is equal.</param>
/// <param name="HasDecoderModel">decoder_model_info_present_flag.</param>
/// <param name="BufferDelayLength">Bits.</param>
/// <param name="BufferRemovalTimeLength">Bits.</param>
/// <param name="FramePresentationTimeLength">Bits.</param>
internal readonly record struct Av1TimingModel(
    uint UnitsInDisplayTick,
    uint TimeScale,
    bool EqualPictureInterval,
    long TicksPerPicture,
    bool HasDecoderModel,
    int BufferDelayLength,
    int BufferRemovalTimeLength,
    int FramePresentationTimeLength)
{
    public static Av1TimingModel Read(ref BitReader bits)
    {
        if (!bits.ReadFlag())
        {
            return default;
        }

        var (units, scale, equal) = (bits.ReadBits(32), bits.ReadBits(32), bits.ReadFlag());
        var ticks = equal ? bits.ReadUvlc() + 1L : 0;
        var timing = new Av1TimingModel(units, scale, equal, ticks, bits.ReadFlag(), 0, 0, 0);
        if (!timing.HasDecoderModel)
        {
            return timing;
        }

        var delay = bits.Read(5) + 1;
        bits.Skip(32); // num_units_in_decoding_tick
        return timing with
        {
            BufferDelayLength = delay,
            BufferRemovalTimeLength = bits.Read(5) + 1,
            FramePresentationTimeLength = bits.Read(5) + 1,
        };
    }
}
