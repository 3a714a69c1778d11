namespace Rushes.Media.Bitstreams.Vp9;

/// <summary>Reads uncompressed_header to its last bit (VP9 bitstream specification §6.2).</summary>
internal static class Vp9FrameParser
{
    private const int SyncCode = 0x498342;
    private const int AllSlots = 255;

    public static Vp9FrameHeader Read(ref BitReader bits, Vp9Format format, ReadOnlySpan<(int Width, int Height)> slots)
    {
        if (bits.Read(2) != 2)
        {
            throw bits.Malformed("frame_marker is not 2");
        }

        var header = new Vp9FrameHeader { Profile = bits.Read(1) | (bits.Read(1) << 1), Format = format };
        if (header.Profile == 3 && bits.ReadFlag())
        {
            throw bits.Malformed("reserved profile");
        }

        header.ShowsExisting = bits.ReadFlag();
        if (header.ShowsExisting)
        {
            header.ShownSlot = bits.Read(3);
            header.IsShown = true;
            return header;
        }

        (header.IsKey, header.IsShown, header.IsErrorResilient) = (!bits.ReadFlag(), bits.ReadFlag(), bits.ReadFlag());
        ReadFrame(ref bits, ref header, slots);
        ReadCoding(ref bits, ref header);
        header.CompressedHeaderBytes = bits.Read(16);
        return header;
    }

    private static void ReadFrame(ref BitReader bits, ref Vp9FrameHeader header, ReadOnlySpan<(int Width, int Height)> slots)
    {
        if (header.IsKey)
        {
            ReadSyncCode(ref bits);
            header.Format = Vp9Format.Read(ref bits, header.Profile);
            header.RefreshedSlots = AllSlots;
            ReadSize(ref bits, ref header);
            return;
        }

        header.IsIntraOnly = !header.IsShown && bits.ReadFlag();
        bits.Skip(header.IsErrorResilient ? 0 : 2); // reset_frame_context
        if (header.IsIntraOnly)
        {
            ReadSyncCode(ref bits);
            header.Format = header.Profile > 0 ? Vp9Format.Read(ref bits, header.Profile) : Vp9Format.Default;
            header.RefreshedSlots = bits.Read(8);
            ReadSize(ref bits, ref header);
            return;
        }

        header.RefreshedSlots = bits.Read(8);
        ReadInter(ref bits, ref header, slots);
    }

    private static void ReadSyncCode(ref BitReader bits)
    {
        if (bits.Read(24) != SyncCode)
        {
            throw bits.Malformed("has no frame_sync_code");
        }
    }

    // frame_size and render_size (§6.2.3, §6.2.4).
    private static void ReadSize(ref BitReader bits, ref Vp9FrameHeader header)
    {
        (header.Width, header.Height) = (bits.Read(16) + 1, bits.Read(16) + 1);
        SkipRenderSize(ref bits);
    }

    private static void SkipRenderSize(ref BitReader bits) => bits.Skip(bits.ReadFlag() ? 32 : 0);

    private static void ReadInter(ref BitReader bits, ref Vp9FrameHeader header, ReadOnlySpan<(int Width, int Height)> slots)
    {
        Span<int> references = stackalloc int[3];
        foreach (ref var reference in references)
        {
            reference = bits.Read(3);
            bits.Skip(1); // ref_frame_sign_bias
        }

        // frame_size_with_refs (§6.2.5).
        var hasSize = false;
        for (var i = 0; i < references.Length && !hasSize; i++)
        {
            hasSize = bits.ReadFlag();
            (header.Width, header.Height) = hasSize ? slots[references[i]] : (0, 0);
        }

        if (!hasSize)
        {
            ReadSize(ref bits, ref header);
        }
        else
        {
            SkipRenderSize(ref bits);
        }

        if (header.Width == 0)
        {
            throw bits.Malformed("of the size of a frame that is not there");
        }

        bits.Skip(1); // allow_high_precision_mv
        bits.Skip(bits.ReadFlag() ? 0 : 2); // read_interpolation_filter
    }

    private static void ReadCoding(ref BitReader bits, ref Vp9FrameHeader header)
    {
        bits.Skip(header.IsErrorResilient ? 0 : 2); // refresh_frame_context, frame_parallel_decoding_mode
        bits.Skip(2); // frame_context_idx
        SkipLoopFilter(ref bits);
        bits.Skip(8); // base_q_idx
        for (var i = 0; i < 3; i++)
        {
            bits.Skip(bits.ReadFlag() ? 5 : 0); // delta_q_y_dc, delta_q_uv_dc, delta_q_uv_ac
        }

        if (bits.ReadFlag())
        {
            SkipSegmentation(ref bits);
        }

        header.TileColumns = ReadTileColumns(ref bits, header.Width);
    }

    // loop_filter_params (§6.2.8).
    private static void SkipLoopFilter(ref BitReader bits)
    {
        bits.Skip(6 + 3); // loop_filter_level, loop_filter_sharpness
        if (bits.ReadFlag() && bits.ReadFlag())
        {
            for (var i = 0; i < 4 + 2; i++)
            {
                bits.Skip(bits.ReadFlag() ? 7 : 0);
            }
        }
    }

    // segmentation_params (§6.2.11); segmentation_feature_bits with the sign of the two that have one.
    private static void SkipSegmentation(ref BitReader bits)
    {
        if (bits.ReadFlag())
        {
            SkipProbabilities(ref bits, 7);
            if (bits.ReadFlag())
            {
                SkipProbabilities(ref bits, 3); // segmentation_temporal_update
            }
        }

        if (!bits.ReadFlag())
        {
            return;
        }

        bits.Skip(1); // segmentation_abs_or_delta_update
        ReadOnlySpan<int> sizes = [8 + 1, 6 + 1, 2, 0];
        for (var i = 0; i < 8 * sizes.Length; i++)
        {
            bits.Skip(bits.ReadFlag() ? sizes[i % sizes.Length] : 0);
        }
    }

    private static void SkipProbabilities(ref BitReader bits, int count)
    {
        for (; count > 0; count--)
        {
            bits.Skip(bits.ReadFlag() ? 8 : 0);
        }
    }

    // tile_info (§6.2.13): columns of 256 to 4096 luma samples.
    private static int ReadTileColumns(ref BitReader bits, int width)
    {
        var superblocks = (width + 63) / 64;
        var (least, greatest) = (0, 1);
        while (64 << least < superblocks)
        {
            least++;
        }

        while (superblocks >> greatest >= 4)
        {
            greatest++;
        }

        var columns = least;
        while (columns < greatest - 1 && bits.ReadFlag())
        {
            columns++;
        }

        bits.Skip(bits.ReadFlag() ? 1 : 0); // tile_rows_log2
        return 1 << columns;
    }
}
