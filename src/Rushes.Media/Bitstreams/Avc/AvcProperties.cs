using Rushes.Media.Bitstreams.Sei;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Avc;

/// <summary>What the parameter sets of AVC and the SEI messages in front of a picture say of it.</summary>
internal static class AvcProperties
{
    /// <param name="configuration">Of the track.</param>
    /// <param name="picture">A sample; slices behind the first may be missing.</param>
    /// <exception cref="MediaFormatException">A unit up to the first slice is malformed.</exception>
    public static PictureProperties Read(AvcDecoderConfiguration configuration, ReadOnlySpan<byte> picture)
    {
        var hdr = new HdrMetadata();
        var colour = ColourOf(configuration.SequenceParameterSets[0].Span);
        var units = new SampleNalUnits(picture, configuration.NalLengthSize);
        while (units.TryRead(out var unit) && !AvcParameterSets.IsSlice(AvcParameterSets.TypeOf(unit.Bytes)))
        {
            switch (AvcParameterSets.TypeOf(unit.Bytes))
            {
                case AvcNalUnitType.Sei:
                    hdr.AddSei(unit.Bytes, headerSize: 1);
                    break;
                case AvcNalUnitType.SequenceParameterSet:
                    colour ??= ColourOf(unit.Bytes);
                    break;
            }
        }

        return new PictureProperties { Colour = colour, MasteringDisplay = hdr.MasteringDisplay, ContentLight = hdr.ContentLight };
    }

    private static Colour? ColourOf(ReadOnlySpan<byte> set) =>
        AvcSequenceParameterSet.Parse(set).Usability?.Signal is { HasColour: true, Colour: var colour } ? colour : null;
}
