namespace Rushes.Cli.Report;

/// <summary>What <c>index show</c> and <c>index verify</c> print with <c>--json</c>; docs/index.md explains it. Names are promised to users: add, never rename.</summary>
internal sealed record IndexAnswer
{
    public int Version { get; init; } = 1;

    /// <summary><c>done</c>, whatever the answer; <c>failed</c>, <c>refused</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The answer of <c>verify</c>; else absent.</summary>
    public bool? Right { get; init; }

    public IReadOnlyList<IndexAnswerTrack> Tracks { get; init; } = [];

    public IReadOnlyList<AnswerProblem> Problems { get; init; } = [];

    public IReadOnlyList<ReportFailure> Failures { get; init; } = [];
}

/// <summary>A track; times in ticks of its timescale. What is not known, or makes no sense for its kind, is absent.</summary>
internal sealed record IndexAnswerTrack
{
    /// <summary>Position in the file, from 0.</summary>
    public required int Track { get; init; }

    /// <summary><c>video</c> or <c>audio</c>.</summary>
    public required string Kind { get; init; }

    public required string Codec { get; init; }

    /// <summary>RFC 6381.</summary>
    public required string Codecs { get; init; }

    public string? Language { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public int? SampleRate { get; init; }

    public int? Channels { get; init; }

    public required int Frames { get; init; }

    public required long Bytes { get; init; }

    public required int LargestFrame { get; init; }

    public required uint Timescale { get; init; }

    public required long FirstTime { get; init; }

    public required long Duration { get; init; }

    /// <summary>Frames a second: the mean, as a ratio.</summary>
    public required string FrameRate { get; init; }

    public required long ShortestFrame { get; init; }

    public required long LongestFrame { get; init; }

    public required int KeyFrames { get; init; }

    /// <summary>Frames from a key frame to the next.</summary>
    public required int ShortestGroup { get; init; }

    /// <inheritdoc cref="ShortestGroup"/>
    public required int LongestGroup { get; init; }

    /// <summary>By how much a frame is decoded before its turn.</summary>
    public required long DecodeDelay { get; init; }

    public IndexAnswerPicture? Picture { get; init; }

    public IReadOnlyList<IndexAnswerChunk> Chunks { get; init; } = [];
}

/// <param name="Rotation">Degrees, clockwise.</param>
/// <param name="PixelAspect">Width to height.</param>
/// <param name="Colour">Code points of ISO/IEC 23091-2: primaries, transfer, matrix.</param>
/// <param name="FullRange">Absent without <paramref name="Colour"/>.</param>
/// <param name="VideoRange">SDR, HLG or PQ; absent without <paramref name="Colour"/>.</param>
/// <param name="MasteringLuminance">Minimum and maximum, cd/m².</param>
/// <param name="ContentLight">MaxCLL and MaxFALL, cd/m².</param>
internal sealed record IndexAnswerPicture(
    int Rotation, string? PixelAspect, int[]? Colour, bool? FullRange, string? VideoRange, double[]? MasteringLuminance, int[]? ContentLight);

/// <param name="Uri">As in the index.</param>
/// <param name="Digest">SHA-256; absent where frames have digests of their own.</param>
internal sealed record IndexAnswerChunk(string Uri, long Size, string? Digest, int Frames);
