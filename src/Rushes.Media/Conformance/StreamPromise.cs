using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Conformance;

/// <summary>What a stream is to be. What is null, empty or 0 is not looked at.</summary>
public sealed record StreamPromise
{
    /// <summary>"avc", "hevc", "prores", …: as the index calls it, without what tells members of a family apart.</summary>
    public string Codec { get; init; } = string.Empty;

    /// <summary>"high10", "main", "hq".</summary>
    public string Profile { get; init; } = string.Empty;

    /// <summary>"4.1"; "4" is "4.0".</summary>
    public string Level { get; init; } = string.Empty;

    /// <summary>"main" or "high".</summary>
    public string Tier { get; init; } = string.Empty;

    /// <summary>Of a luma sample.</summary>
    public int Bits { get; init; }

    /// <summary>"4:2:0".</summary>
    public string Chroma { get; init; } = string.Empty;

    /// <summary>Luma samples that are shown.</summary>
    public int Width { get; init; }

    /// <summary>Luma samples that are shown.</summary>
    public int Height { get; init; }

    public Rational? PixelAspect { get; init; }

    public Rational? FrameRate { get; init; }

    public long Frames { get; init; }

    /// <summary>Seconds.</summary>
    public Rational? Duration { get; init; }

    public FieldScan? Fields { get; init; }

    public ColourPromise Colour { get; init; } = ColourPromise.None;

    public MasteringDisplay? MasteringDisplay { get; init; }

    public ContentLight? ContentLight { get; init; }

    /// <summary>There is to be no metadata of HDR.</summary>
    public bool HasNoHdr { get; init; }

    /// <summary>Bit/s, with <see cref="Buffer"/>.</summary>
    public long MaxRate { get; init; }

    /// <summary>Bits.</summary>
    public long Buffer { get; init; }

    /// <summary>An encoder aimed at <see cref="MaxRate"/> and <see cref="Buffer"/>, and keeps neither for sure: a buffer that runs empty is a warning.</summary>
    public bool AimsAtBuffer { get; init; }

    /// <summary>Bit/s on average.</summary>
    public long BitRate { get; init; }

    /// <summary>Bit/s on average that an encoder aimed at: to miss it is a warning.</summary>
    public long AimedBitRate { get; init; }

    /// <summary>Frames that are to be key frames, ascending, in presentation order.</summary>
    public IReadOnlyList<int> KeyFrames { get; init; } = [];

    /// <summary>No picture refers to one before the key frame of its group.</summary>
    public bool HasClosedGroups { get; init; }
}
