namespace Rushes.Media.Indexing;

/// <summary>Codes of <see cref="IndexProblem"/>.</summary>
public static class IndexProblemCodes
{
    /// <summary>A chunk of the plan was not given.</summary>
    public const string ChunkMissing = "index.chunk_missing";

    /// <summary>A chunk was given twice.</summary>
    public const string ChunkDoubled = "index.chunk_doubled";

    /// <summary>A chunk was given after a later one.</summary>
    public const string ChunkOutOfOrder = "index.chunk_out_of_order";

    /// <summary>A chunk was given that the plan does not have.</summary>
    public const string ChunkUnknown = "index.chunk_unknown";

    /// <summary>A chunk has more or fewer frames than the timeline.</summary>
    public const string FrameCount = "index.frame_count";

    /// <summary>The first frame of a chunk is not a key frame.</summary>
    public const string NoKeyFrame = "index.no_key_frame";

    /// <summary>A frame of a chunk is shown before its key frame.</summary>
    public const string ChunkOpen = "index.chunk_open";

    /// <summary>Two frames of a chunk are shown at the same time.</summary>
    public const string TimeDoubled = "index.time_doubled";

    /// <summary>A chunk's parameter sets or picture size differ from the first chunk's.</summary>
    public const string FormatDiffers = "index.format_differs";

    /// <summary>A file is no track of this kind and codec.</summary>
    public const string FormatUnknown = "index.format_unknown";

    /// <summary>A frame lies beyond the size that was given for its file.</summary>
    public const string BeyondEnd = "index.beyond_end";

    /// <summary>Sound does not follow without a gap.</summary>
    public const string Gap = "index.gap";
}
