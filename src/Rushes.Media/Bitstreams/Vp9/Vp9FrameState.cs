namespace Rushes.Media.Bitstreams.Vp9;

/// <summary>What frame headers need to know of the frames before them: the sizes of the eight reference slots, and the format.</summary>
internal sealed class Vp9FrameState
{
    private readonly (int Width, int Height)[] _slots = new (int, int)[8];
    private Vp9Format _format = Vp9Format.Default;

    /// <summary>Reads the header of a frame, taken out of its superframe.</summary>
    /// <param name="frame">Its beginning is enough, but the length that it has is held against the header's.</param>
    /// <exception cref="MediaFormatException">It is malformed, or of the size of a frame that is not there.</exception>
    public Vp9FrameHeader Read(ReadOnlySpan<byte> frame)
    {
        var bits = new BitReader(frame, "VP9 frame");
        var header = Vp9FrameParser.Read(ref bits, _format, _slots);
        header.HeaderBytes = bits.BytesTouched;
        if (header.ShowsExisting)
        {
            (header.Width, header.Height) = _slots[header.ShownSlot];
            return header;
        }

        if (header.CompressedHeaderBytes == 0)
        {
            throw bits.Malformed("header_size_in_bytes is 0");
        }

        // Reference frame update process (§8.10).
        _format = header.Format;
        for (var i = 0; i < _slots.Length; i++)
        {
            _slots[i] = ((header.RefreshedSlots >> i) & 1) == 1 ? (header.Width, header.Height) : _slots[i];
        }

        return header;
    }
}
