namespace Rushes.Media.Bitstreams.Av1;

/// <summary>frame_size, superres_params, render_size and frame_size_with_refs (AV1 specification §5.9.5 to §5.9.8).</summary>
internal static class Av1FrameSize
{
    public static void Read(ref BitReader bits, Av1SequenceHeader sequence, ref Av1FrameHeader frame, bool isOverridden)
    {
        (frame.UpscaledWidth, frame.FrameHeight) = isOverridden
            ? (bits.Read(sequence.WidthBits) + 1, bits.Read(sequence.HeightBits) + 1)
            : (sequence.MaxWidth, sequence.MaxHeight);
        ReadSuperres(ref bits, sequence, ref frame);
        bits.Skip(bits.ReadFlag() ? 32 : 0); // render_width_minus_1, render_height_minus_1
    }

    public static void ReadFromReferences(
        ref BitReader bits, Av1SequenceHeader sequence, ref Av1FrameHeader frame, scoped ReadOnlySpan<Av1Reference> slots, scoped ReadOnlySpan<int> references)
    {
        foreach (var slot in references)
        {
            if (bits.ReadFlag())
            {
                (frame.UpscaledWidth, frame.FrameHeight) = (slots[slot].UpscaledWidth, slots[slot].FrameHeight);
                if (frame.UpscaledWidth == 0)
                {
                    throw bits.Malformed("of the size of a frame that is not there");
                }

                ReadSuperres(ref bits, sequence, ref frame);
                return;
            }
        }

        Read(ref bits, sequence, ref frame, true);
    }

    private static void ReadSuperres(ref BitReader bits, Av1SequenceHeader sequence, ref Av1FrameHeader frame)
    {
        var denominator = sequence.EnableSuperres && bits.ReadFlag() ? bits.Read(3) + 9 : 8;
        frame.FrameWidth = ((frame.UpscaledWidth * 8) + (denominator / 2)) / denominator;
    }
}
