namespace Rushes.Media.Bitstreams.Avc;

/// <summary>vui_parameters (Rec. ITU-T H.264 Annex E.1.1).</summary>
internal sealed record AvcUsability
{
    public VideoSignal Signal { get; private init; }

    /// <summary>num_units_in_tick; 0 without timing. A frame lasts two ticks.</summary>
    public uint UnitsInTick { get; private set; }

    /// <summary>time_scale; 0 without timing.</summary>
    public uint TimeScale { get; private set; }

    public bool HasFixedFrameRate { get; private set; }

    /// <summary>For NAL units of all types; null where nothing is said.</summary>
    public AvcHrdParameters? NalHrd { get; private set; }

    /// <summary>For slices and filler alone; null where nothing is said.</summary>
    public AvcHrdParameters? VclHrd { get; private set; }

    /// <summary>low_delay_hrd_flag.</summary>
    public bool IsLowDelay { get; private set; }

    /// <summary>pic_struct_present_flag.</summary>
    public bool HasPictureStructure { get; private set; }

    /// <summary>max_num_reorder_frames; null without bitstream restrictions.</summary>
    public int? MaxReorderFrames { get; private set; }

    /// <summary>max_dec_frame_buffering; null without bitstream restrictions.</summary>
    public int? MaxDecodedFrameBuffering { get; private set; }

    public static AvcUsability Read(ref BitReader bits)
    {
        var usability = new AvcUsability { Signal = VideoSignal.Read(ref bits) };
        usability.ReadTiming(ref bits);
        usability.ReadRestrictions(ref bits);
        return usability;
    }

    private void ReadTiming(ref BitReader bits)
    {
        if (bits.ReadFlag())
        {
            (UnitsInTick, TimeScale, HasFixedFrameRate) = (bits.ReadBits(32), bits.ReadBits(32), bits.ReadFlag());
        }

        NalHrd = bits.ReadFlag() ? AvcHrdParameters.Read(ref bits) : null;
        VclHrd = bits.ReadFlag() ? AvcHrdParameters.Read(ref bits) : null;
        IsLowDelay = (NalHrd ?? VclHrd) is not null && bits.ReadFlag();
        HasPictureStructure = bits.ReadFlag();
    }

    private void ReadRestrictions(ref BitReader bits)
    {
        if (bits.ReadFlag())
        {
            bits.Skip(1); // motion_vectors_over_pic_boundaries_flag
            bits.SkipUe(4); // bytes of a picture, bits of a macroblock, lengths of motion vectors
            MaxReorderFrames = bits.ReadUe("max_num_reorder_frames", 16);
            MaxDecodedFrameBuffering = bits.ReadUe("max_dec_frame_buffering", 16);
        }
    }
}
