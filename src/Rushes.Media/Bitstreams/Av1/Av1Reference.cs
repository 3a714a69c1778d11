namespace Rushes.Media.Bitstreams.Av1;

/// <summary>What a slot of the reference frames remembers of its frame's header (AV1 specification §7.20).</summary>
internal record struct Av1Reference
{
    public Av1FrameType FrameType { get; set; }

    /// <summary>Luma samples; 0: no frame is here.</summary>
    public int UpscaledWidth { get; set; }

    public int FrameHeight { get; set; }

    public int OrderHint { get; set; }

    public Av1SegmentQuantizers Segments { get; set; }
}
