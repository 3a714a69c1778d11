namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>vui_parameters (Rec. ITU-T H.265 Annex E.2.1).</summary>
internal sealed record HevcUsability
{
    public VideoSignal Signal { get; private init; }

    /// <summary>field_seq_flag: each picture is a field.</summary>
    public bool IsFields { get; private init; }

    /// <summary>frame_field_info_present_flag.</summary>
    public bool HasFrameFieldInformation { get; private init; }

    /// <summary>vui_num_units_in_tick; 0 without timing.</summary>
    public uint UnitsInTick { get; private set; }

    /// <summary>vui_time_scale; 0 without timing.</summary>
    public uint TimeScale { get; private set; }

    /// <summary>Null where nothing is said.</summary>
    public HevcHrdParameters? Hrd { get; private set; }

    /// <param name="bits">At the first element.</param>
    /// <param name="subLayers">sps_max_sub_layers_minus1 + 1.</param>
    public static HevcUsability Read(ref BitReader bits, int subLayers)
    {
        var signal = VideoSignal.Read(ref bits);
        bits.Skip(1); // neutral_chroma_indication_flag
        var usability = new HevcUsability { Signal = signal, IsFields = bits.ReadFlag(), HasFrameFieldInformation = bits.ReadFlag() };
        bits.SkipUe(bits.ReadFlag() ? 4 : 0); // default display window
        usability.ReadTiming(ref bits, subLayers);
        if (bits.ReadFlag())
        {
            bits.Skip(3); // tiles_fixed_structure_flag, motion_vectors_over_pic_boundaries_flag, restricted_ref_pic_lists_flag
            bits.SkipUe(5); // segmentation, bytes of a picture, bits of a coding unit, lengths of motion vectors
        }

        return usability;
    }

    private void ReadTiming(ref BitReader bits, int subLayers)
    {
        if (!bits.ReadFlag())
        {
            return;
        }

        (UnitsInTick, TimeScale) = (bits.ReadBits(32), bits.ReadBits(32));
        bits.SkipUe(bits.ReadFlag() ? 1 : 0); // vui_num_ticks_poc_diff_one_minus1
        Hrd = bits.ReadFlag() ? HevcHrdParameters.Read(ref bits, true, subLayers) : null;
    }
}
