using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Conformance;

/// <summary>What the headers of a stream say of all its pictures. What is null or 0 they do not say.</summary>
internal sealed record StreamFacts
{
    /// <summary>The standard, as clauses are cited: "H.264".</summary>
    public required string Standard { get; init; }

    public string Profile { get; init; } = string.Empty;

    public string Level { get; init; } = string.Empty;

    public LevelTier Tier { get; init; }

    /// <summary>Of the profile; null: there are no levels.</summary>
    public LevelTable? Levels { get; init; }

    public int Bits { get; init; }

    public ChromaFormat? Chroma { get; init; }

    /// <summary>Luma samples that are shown.</summary>
    public int Width { get; init; }

    /// <summary>Luma samples that are shown.</summary>
    public int Height { get; init; }

    public int CodedWidth { get; init; }

    public int CodedHeight { get; init; }

    public Rational? PixelAspect { get; init; }

    /// <summary>Where the stream says that it is constant.</summary>
    public Rational? FrameRate { get; init; }

    public Colour? Colour { get; init; }

    /// <summary>The stream has a place to say its colour, and where it says nothing means that it is unspecified.</summary>
    public bool HasColourSyntax { get; init; }

    public int? ChromaLocation { get; init; }

    /// <summary>Of coded pictures; null: nothing is said.</summary>
    public SignalledBuffer? CodedBuffer { get; init; }

    /// <summary>Of the decoded picture buffer, as the codec's levels count them.</summary>
    public int Pictures { get; init; }

    /// <summary>Pictures that may be decoded before one and shown after it.</summary>
    public int? Reorder { get; init; }

    /// <summary>HDR10 metadata of the configuration, in force for all pictures.</summary>
    public MasteringDisplay? MasteringDisplay { get; init; }

    /// <inheritdoc cref="MasteringDisplay"/>
    public ContentLight? ContentLight { get; init; }
}
