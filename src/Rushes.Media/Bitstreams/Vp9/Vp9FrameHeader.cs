namespace Rushes.Media.Bitstreams.Vp9;

/// <summary>uncompressed_header (VP9 bitstream specification §6.2), filled in as it is read.</summary>
internal record struct Vp9FrameHeader
{
    public int Profile { get; set; }

    /// <summary>show_existing_frame: nothing is decoded, the frame of a slot is shown.</summary>
    public bool ShowsExisting { get; set; }

    /// <summary>frame_to_show_map_idx.</summary>
    public int ShownSlot { get; set; }

    public bool IsKey { get; set; }

    public bool IsShown { get; set; }

    public bool IsIntraOnly { get; set; }

    public bool IsErrorResilient { get; set; }

    /// <summary>refresh_frame_flags.</summary>
    public int RefreshedSlots { get; set; }

    public Vp9Format Format { get; set; }

    /// <summary>Luma samples.</summary>
    public int Width { get; set; }

    /// <summary>Luma samples.</summary>
    public int Height { get; set; }

    /// <summary>1 shifted by tile_cols_log2.</summary>
    public int TileColumns { get; set; }

    /// <summary>Of the uncompressed header, trailing bits included.</summary>
    public int HeaderBytes { get; set; }

    /// <summary>header_size_in_bytes: of the compressed header, which follows; tiles come behind it.</summary>
    public int CompressedHeaderBytes { get; set; }

    /// <summary>Where tile data start in the frame.</summary>
    public readonly int TileStart => HeaderBytes + CompressedHeaderBytes;
}
