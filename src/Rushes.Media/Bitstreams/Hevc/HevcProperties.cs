using Rushes.Media.Bitstreams.Sei;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>What the parameter sets of HEVC and the SEI messages of its configuration and in front of a picture say of it.</summary>
internal static class HevcProperties
{
    /// <param name="configuration">Of the track.</param>
    /// <param name="picture">A sample; slices behind the first may be missing.</param>
    /// <exception cref="MediaFormatException">A unit up to the first slice is malformed.</exception>
    public static PictureProperties Read(HevcDecoderConfiguration configuration, ReadOnlySpan<byte> picture)
    {
        var hdr = new HdrMetadata();
        Colour? colour = null;
        foreach (var unit in configuration.Arrays.SelectMany(array => array.Units))
        {
            Add(unit.Span, hdr, ref colour);
        }

        var units = new SampleNalUnits(picture, configuration.NalLengthSize);
        while (units.TryRead(out var unit) && !HevcParameterSets.IsSlice(HevcParameterSets.TypeOf(unit.Bytes)))
        {
            Add(unit.Bytes, hdr, ref colour);
        }

        return new PictureProperties { Colour = colour, MasteringDisplay = hdr.MasteringDisplay, ContentLight = hdr.ContentLight };
    }

    private static void Add(ReadOnlySpan<byte> unit, HdrMetadata hdr, ref Colour? colour)
    {
        switch (HevcParameterSets.TypeOf(unit))
        {
            case HevcNalUnitType.PrefixSei:
                hdr.AddSei(unit, headerSize: 2);
                break;
            case HevcNalUnitType.SequenceParameterSet when HevcParameterSets.LayerOf(unit) == 0:
                colour ??= HevcSequenceParameterSet.Parse(unit).Usability?.Signal is { HasColour: true, Colour: var said } ? said : null;
                break;
        }
    }
}
