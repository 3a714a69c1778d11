namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>video_parameter_set_rbsp (Rec. ITU-T H.265 §7.3.2.1) up to its timing.</summary>
/// <param name="Id">vps_video_parameter_set_id.</param>
/// <param name="MaxLayers">vps_max_layers_minus1 + 1.</param>
/// <param name="MaxSubLayers">vps_max_sub_layers_minus1 + 1.</param>
/// <param name="ProfileTierLevel">Of the base layer.</param>
/// <param name="Buffering">Of the highest sub-layer.</param>
/// <param name="UnitsInTick">vps_num_units_in_tick; 0 without timing.</param>
/// <param name="TimeScale">vps_time_scale; 0 without timing.</param>
internal sealed record HevcVideoParameterSet(
    int Id, int MaxLayers, int MaxSubLayers, HevcProfileTierLevel ProfileTierLevel, HevcPictureBuffering Buffering, uint UnitsInTick, uint TimeScale)
{
    /// <param name="unit">From its header on.</param>
    /// <exception cref="MediaFormatException">It is no such parameter set.</exception>
    public static HevcVideoParameterSet Parse(ReadOnlySpan<byte> unit)
    {
        var bits = BitReader.OfNalUnit(unit, "HEVC VPS");
        bits.Skip(16);
        var id = bits.Read(4);
        bits.Skip(2); // vps_base_layer_internal_flag, vps_base_layer_available_flag
        var (layers, subLayers) = (bits.Read(6) + 1, bits.Read(3) + 1);
        bits.Skip(1 + 16); // vps_temporal_id_nesting_flag, vps_reserved_0xffff_16bits
        var profile = HevcSubLayers.ReadProfile(ref bits, subLayers);
        var buffering = HevcSubLayers.ReadBuffering(ref bits, subLayers);
        var includedLayers = bits.Read(6) + 1;
        for (var left = bits.ReadUe("vps_num_layer_sets_minus1", 1023); left > 0; left--)
        {
            bits.Skip(includedLayers); // layer_id_included_flag
        }

        return bits.ReadFlag()
            ? new(id, layers, subLayers, profile, buffering, bits.ReadBits(32), bits.ReadBits(32))
            : new(id, layers, subLayers, profile, buffering, 0, 0);
    }
}
