using Rushes.Media.Bitstreams.Mpeg2;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>What has been seen of one sample of MPEG-2 video.</summary>
internal sealed class Mpeg2PictureReading
{
    private bool _isSecondField;

    public Mpeg2SequenceHeader? Sequence { get; private set; }

    public Mpeg2SequenceExtension? Extension { get; private set; }

    public Mpeg2DisplayExtension? Display { get; private set; }

    public Mpeg2GroupHeader? Group { get; private set; }

    public Mpeg2PictureHeader? Picture { get; private set; }

    /// <summary>Of the first picture.</summary>
    public Mpeg2PictureCodingExtension? Coding { get; private set; }

    /// <summary>The sequence header and its extension; null without.</summary>
    public byte[]? SequenceBytes { get; private set; }

    /// <summary>The two fields of a frame are one.</summary>
    public int Frames { get; private set; }

    public int Slices { get; private set; }

    public long Bits { get; private set; }

    /// <param name="unit">From the start code's last byte on.</param>
    public void Take(ReadOnlySpan<byte> unit)
    {
        Bits += (unit.Length + 3) * 8L;
        switch (Mpeg2Unit.TypeOf(unit))
        {
            case Mpeg2StartCode.SequenceHeader:
                Sequence ??= Mpeg2SequenceHeader.Parse(unit);
                SequenceBytes ??= unit.TrimEnd((byte)0).ToArray();
                break;
            case Mpeg2StartCode.Group:
                Group ??= Mpeg2GroupHeader.Parse(unit);
                break;
            case Mpeg2StartCode.Picture:
                Picture ??= Mpeg2PictureHeader.Parse(unit);
                Frames += _isSecondField ? 0 : 1;
                break;
            case Mpeg2StartCode.Extension:
                TakeExtension(unit);
                break;
            case >= Mpeg2StartCode.FirstSlice and <= Mpeg2StartCode.LastSlice:
                Slices++;
                break;
        }
    }

    private void TakeExtension(ReadOnlySpan<byte> unit)
    {
        switch (Mpeg2Unit.ExtensionOf(unit))
        {
            case Mpeg2Extension.Sequence:
                Extension ??= Mpeg2SequenceExtension.Parse(unit);
                SequenceBytes = [.. SequenceBytes ?? [], .. unit.TrimEnd((byte)0)];
                break;
            case Mpeg2Extension.SequenceDisplay:
                Display ??= Mpeg2DisplayExtension.Parse(unit);
                break;
            case Mpeg2Extension.PictureCoding:
                var coding = Mpeg2PictureCodingExtension.Parse(unit);
                Coding ??= coding;

                // The next picture header is that of the other field.
                _isSecondField = coding.PictureStructure != 3 && !_isSecondField;
                break;
        }
    }
}
