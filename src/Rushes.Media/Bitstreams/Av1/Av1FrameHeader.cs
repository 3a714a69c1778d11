namespace Rushes.Media.Bitstreams.Av1;

/// <summary>uncompressed_header (AV1 specification §5.9.2), filled in as it is read.</summary>
internal record struct Av1FrameHeader
{
    /// <summary>show_existing_frame: nothing is decoded, a frame decoded before is shown.</summary>
    public bool ShowsExisting { get; set; }

    public Av1FrameType FrameType { get; set; }

    public bool IsShown { get; set; }

    /// <summary>showable_frame: it may be shown later.</summary>
    public bool IsShowable { get; set; }

    public bool IsErrorResilient { get; set; }

    public int OrderHint { get; set; }

    /// <summary>refresh_frame_flags.</summary>
    public int RefreshedSlots { get; set; }

    /// <summary>primary_ref_frame; 7 is none.</summary>
    public int PrimaryReference { get; set; }

    /// <summary>Luma samples.</summary>
    public int UpscaledWidth { get; set; }

    /// <summary>Luma samples, before super-resolution.</summary>
    public int FrameWidth { get; set; }

    /// <summary>Luma samples.</summary>
    public int FrameHeight { get; set; }

    public Av1TileLayout Tiles { get; set; }

    public int BaseQuantizer { get; set; }

    public Av1SegmentQuantizers Segments { get; set; }

    /// <summary>CodedLossless.</summary>
    public bool IsLossless { get; set; }

    public bool AllowsScreenContentTools { get; set; }

    public bool ForcesIntegerMv { get; set; }

    public bool AllowsHighPrecisionMv { get; set; }

    public bool AllowsIntraBlockCopy { get; set; }

    public bool DisablesCdfUpdate { get; set; }

    public bool SelectsReferences { get; set; }

    /// <summary>Bits from the start of the OBU's payload to the end of the header, byte_alignment not counted.</summary>
    public long HeaderBits { get; set; }

    public readonly bool IsIntra => FrameType is Av1FrameType.Key or Av1FrameType.IntraOnly;
}
