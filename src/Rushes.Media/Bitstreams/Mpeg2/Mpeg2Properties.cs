using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>What the headers in front of an MPEG-2 picture say of it (Rec. ITU-T H.262 §6.2.2, §6.2.3).</summary>
internal static class Mpeg2Properties
{
    /// <param name="picture">A sample, or its beginning.</param>
    /// <exception cref="MediaFormatException">An extension before the first slice is malformed.</exception>
    public static (Mpeg2SequenceExtension? Sequence, PictureProperties Properties) Read(ReadOnlySpan<byte> picture)
    {
        Mpeg2SequenceExtension? sequence = null;
        Colour? colour = null;
        FieldOrder? fields = null;
        var units = new StartCodeUnits(picture);
        while (units.TryRead(out var unit) && !unit.Bytes.IsEmpty && Mpeg2Unit.TypeOf(unit.Bytes) is < Mpeg2StartCode.FirstSlice or > Mpeg2StartCode.LastSlice)
        {
            switch (Mpeg2Unit.ExtensionOf(unit.Bytes))
            {
                case Mpeg2Extension.Sequence:
                    sequence ??= Mpeg2SequenceExtension.Parse(unit.Bytes);
                    break;
                case Mpeg2Extension.SequenceDisplay:
                    colour ??= Mpeg2DisplayExtension.Parse(unit.Bytes).Colour;
                    break;
                case Mpeg2Extension.PictureCoding:
                    fields ??= FieldsOf(Mpeg2PictureCodingExtension.Parse(unit.Bytes));
                    break;
            }
        }

        fields = sequence?.IsProgressive == true ? FieldOrder.Progressive : fields;
        return (sequence, new PictureProperties { Colour = colour, FieldOrder = fields });
    }

    // A frame of one moment in a sequence of fields: film, or fields that are told elsewhere.
    private static FieldOrder? FieldsOf(Mpeg2PictureCodingExtension picture) => picture switch
    {
        { PictureStructure: not 3 } or { IsProgressive: true } => null,
        { IsTopFieldFirst: true } => FieldOrder.TopFirst,
        _ => FieldOrder.BottomFirst,
    };
}
