namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>The parameter sets of the base layer that are in force, by their ids; a later one takes the place of an earlier.</summary>
internal sealed class HevcParameterSets
{
    private readonly HevcSequenceParameterSet?[] _sequences = new HevcSequenceParameterSet?[16];
    private readonly HevcPictureParameterSet?[] _pictures = new HevcPictureParameterSet?[64];

    public HevcParameterSets()
    {
    }

    public HevcParameterSets(HevcDecoderConfiguration configuration)
    {
        foreach (var unit in configuration.Arrays.SelectMany(array => array.Units))
        {
            Add(unit.Span);
        }
    }

    /// <summary>Takes in a parameter set; other NAL units and other layers are passed over.</summary>
    /// <exception cref="MediaFormatException">The parameter set is malformed.</exception>
    public void Add(ReadOnlySpan<byte> unit)
    {
        if (LayerOf(unit) != 0)
        {
            return;
        }

        switch (TypeOf(unit))
        {
            case HevcNalUnitType.SequenceParameterSet:
                var sequence = HevcSequenceParameterSet.Parse(unit);
                _sequences[sequence.Id] = sequence;
                break;
            case HevcNalUnitType.PictureParameterSet:
                var picture = HevcPictureParameterSet.Parse(unit);
                _pictures[picture.Id] = picture;
                break;
        }
    }

    public HevcSequenceParameterSet? Sequence(int id) => _sequences.ElementAtOrDefault(id);

    public HevcPictureParameterSet? Picture(int id) => _pictures.ElementAtOrDefault(id);

    /// <param name="unit">A slice segment, from its NAL unit header on; its beginning is enough.</param>
    /// <exception cref="MediaFormatException">It is malformed, of another layer, or of parameter sets that are not there.</exception>
    public HevcSliceHeader ReadSlice(ReadOnlySpan<byte> unit) => HevcSliceParser.Parse(unit, this);

    /// <summary>nal_unit_type (§7.3.1.2).</summary>
    public static HevcNalUnitType TypeOf(ReadOnlySpan<byte> unit) =>
        unit.Length < 2 ? throw new MediaFormatException("HEVC NAL unit: ends too early", 0) : (HevcNalUnitType)((unit[0] >> 1) & 0x3F);

    /// <summary>nuh_layer_id; 0 is the base layer.</summary>
    public static int LayerOf(ReadOnlySpan<byte> unit) =>
        unit.Length < 2 ? throw new MediaFormatException("HEVC NAL unit: ends too early", 0) : ((unit[0] & 1) << 5) | (unit[1] >> 3);

    /// <summary>Slice segments; the types between are reserved.</summary>
    public static bool IsSlice(HevcNalUnitType type) =>
        type is <= HevcNalUnitType.RaslR or (>= HevcNalUnitType.BlaWLp and <= HevcNalUnitType.Cra);
}
