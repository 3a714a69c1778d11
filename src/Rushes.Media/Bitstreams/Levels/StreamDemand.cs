namespace Rushes.Media.Bitstreams.Levels;

/// <summary>What a stream asks of its decoder. What is 0 is not known, and asks for nothing.</summary>
public sealed record StreamDemand
{
    /// <summary>Luma samples that are coded.</summary>
    public required int Width { get; init; }

    /// <summary>Luma samples that are coded, of a frame.</summary>
    public required int Height { get; init; }

    /// <summary>The highest over a second.</summary>
    public double FramesPerSecond { get; init; }

    /// <summary>With the frames that are decoded and not shown, or shown later; 0: as many as are shown.</summary>
    public double DecodesPerSecond { get; init; }

    /// <summary>Bit/s of the hypothetical decoder's input: the peak, not the average (but of VP9, whose levels bound that).</summary>
    public long BitRate { get; init; }

    /// <summary>Bits of the coded picture buffer; of VP9 those of any four frames in turn.</summary>
    public long BufferBits { get; init; }

    /// <summary>
    /// Frames of the decoded picture buffer, as the codec counts them: with the picture that is being decoded in HEVC, without
    /// it in AVC.
    /// </summary>
    public int Pictures { get; init; }

    public int TileColumns { get; init; }

    public int TileRows { get; init; }

    /// <summary>Slices (AVC), slice segments (HEVC) of a picture.</summary>
    public int Slices { get; init; }

    internal long Area => (long)Width * Height;

    internal double SampleRate => Area * FramesPerSecond;

    internal double DecodedSampleRate => Area * Math.Max(FramesPerSecond, DecodesPerSecond);
}
