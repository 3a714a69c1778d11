using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance;

/// <summary>How a decoder can start at a picture.</summary>
internal enum RandomAccess
{
    None,

    /// <summary>What follows may refer to pictures before: CRA, a recovery point, an open group.</summary>
    Open,

    /// <summary>Nothing that follows refers to anything before.</summary>
    Closed,
}

/// <summary>What a sample holds, whichever codec it is of.</summary>
internal readonly record struct CodedPicture
{
    public RandomAccess Access { get; init; }

    /// <summary>Order counts start anew here.</summary>
    public bool StartsSequence { get; init; }

    /// <summary>Where it comes in output order in its sequence; null where the stream does not say.</summary>
    public long? Order { get; init; }

    /// <summary>Null where the stream has none.</summary>
    public PictureClock? Clock { get; init; }

    /// <summary>Frames that it gives out: one.</summary>
    public int ShownFrames { get; init; }

    /// <summary>Frames that are decoded for it, the hidden ones included.</summary>
    public int DecodedFrames { get; init; }

    public int Slices { get; init; }

    public int TileColumns { get; init; }

    public int TileRows { get; init; }

    /// <summary>Of slices and the like alone.</summary>
    public long VclBits { get; init; }

    /// <summary>Seconds that its first bits come before it is due; null where nothing is said.</summary>
    public double? InitialDelay { get; init; }

    /// <summary>Null where the picture does not say.</summary>
    public FieldScan? Fields { get; init; }

    public MasteringDisplay? MasteringDisplay { get; init; }

    public ContentLight? ContentLight { get; init; }
}
