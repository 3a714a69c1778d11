using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>What a ladder of one codec may say. The names are those of its encoder.</summary>
/// <param name="Name">As in <c>--codecs</c>.</param>
/// <param name="Format">The codec.</param>
/// <param name="Profile">That the name itself says; empty: a rendition may choose.</param>
internal sealed record LadderCodec(string Name, CodecFormat Format, string Profile = "")
{
    /// <summary>That a rendition may choose from.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    public IReadOnlyList<string> Levels { get; init; } = [];

    public IReadOnlyList<string> Presets { get; init; } = [];

    /// <summary>The largest crf; 0: the profile alone decides the rate, and there is no rate control.</summary>
    public int LargestCrf { get; init; }

    public bool CanBeLossless { get; init; }

    /// <summary>An average bit rate can be had in two passes, and is unless a rendition says otherwise.</summary>
    public bool HasTwoPasses { get; init; }

    /// <summary>The strongest film grain that it can describe; 0: none.</summary>
    public int LargestFilmGrain { get; init; }

    /// <summary>Bits that a rendition may choose.</summary>
    public IReadOnlyList<string> Bits { get; init; } = [];

    /// <summary>Profiles that hold ten bits; null: all.</summary>
    public IReadOnlyList<string>? TenBitProfiles { get; init; }

    /// <summary>Profiles that hold no fewer.</summary>
    public IReadOnlyList<string> TenBitOnlyProfiles { get; init; } = [];

    /// <summary>The one profile with lossless coding; null: none is special.</summary>
    public string? LosslessProfile { get; init; }
}
