namespace Rushes.Media.Bitstreams.Avc;

/// <summary>The parameter sets that are in force, by their ids; a later one takes the place of an earlier.</summary>
internal sealed class AvcParameterSets
{
    private readonly AvcSequenceParameterSet?[] _sequences = new AvcSequenceParameterSet?[32];
    private readonly AvcPictureParameterSet?[] _pictures = new AvcPictureParameterSet?[256];

    public AvcParameterSets()
    {
    }

    public AvcParameterSets(AvcDecoderConfiguration configuration)
    {
        foreach (var unit in configuration.SequenceParameterSets.Concat(configuration.PictureParameterSets))
        {
            Add(unit.Span);
        }
    }

    /// <summary>Takes in a parameter set; other NAL units are passed over.</summary>
    /// <exception cref="MediaFormatException">The parameter set is malformed.</exception>
    public void Add(ReadOnlySpan<byte> unit)
    {
        switch (TypeOf(unit))
        {
            case AvcNalUnitType.SequenceParameterSet:
                var sequence = AvcSequenceParameterSet.Parse(unit);
                _sequences[sequence.Id] = sequence;
                break;
            case AvcNalUnitType.PictureParameterSet:
                var picture = AvcPictureParameterSet.Parse(unit);
                _pictures[picture.Id] = picture;
                break;
        }
    }

    public AvcSequenceParameterSet? Sequence(int id) => _sequences.ElementAtOrDefault(id);

    public AvcPictureParameterSet? Picture(int id) => _pictures.ElementAtOrDefault(id);

    /// <param name="unit">A slice, from its NAL unit header on; its beginning is enough.</param>
    /// <exception cref="MediaFormatException">It is malformed, of an extension (SVC, MVC), or of parameter sets that are not there.</exception>
    public AvcSliceHeader ReadSlice(ReadOnlySpan<byte> unit) => new AvcSliceParser(this).Parse(unit);

    /// <summary>nal_unit_type; 0 for an empty unit.</summary>
    public static AvcNalUnitType TypeOf(ReadOnlySpan<byte> unit) => (AvcNalUnitType)(unit.IsEmpty ? 0 : unit[0] & 0x1F);

    public static bool IsSlice(AvcNalUnitType type) =>
        type is AvcNalUnitType.Slice or AvcNalUnitType.SlicePartitionA or AvcNalUnitType.IdrSlice or AvcNalUnitType.AuxiliarySlice;
}
