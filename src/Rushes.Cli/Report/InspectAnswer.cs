namespace Rushes.Cli.Report;

/// <summary>What <c>inspect</c> prints with <c>--json</c>; docs/inspection.md explains it. Names are promised to users: add, never rename.</summary>
internal sealed record InspectAnswer
{
    public int Version { get; init; } = 1;

    /// <summary><c>done</c>; <c>refused</c>, also where a finding is an error; <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>artefacts</c> or <c>full</c>: what was done.</summary>
    public string? Phase { get; init; }

    public AnswerSource? Source { get; init; }

    public AnswerVideo? Video { get; init; }

    public IReadOnlyList<AnswerSound> Audio { get; init; } = [];

    public IReadOnlyList<AnswerText> Text { get; init; } = [];

    public IReadOnlyList<AnswerTimecode> Timecodes { get; init; } = [];

    /// <summary>The whole film, in order; empty: not looked for.</summary>
    public IReadOnlyList<AnswerFilmShot> Shots { get; init; } = [];

    /// <summary>The whole film, in order; empty: not looked for.</summary>
    public IReadOnlyList<AnswerArea> ActiveAreas { get; init; } = [];

    /// <summary>What may be done to the whole picture against what was found; absent: nothing.</summary>
    public ReportSteps? Offered { get; init; }

    public IReadOnlyList<ReportFinding> Findings { get; init; } = [];

    public IReadOnlyList<ReportFailure> Failures { get; init; } = [];

    public IReadOnlyList<ReportTool> Tools { get; init; } = [];

    public ReportTime Time { get; init; } = ReportTime.None;
}

/// <param name="Uri">Of the file.</param>
/// <param name="Digest">SHA-256, lower-case hex.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Container">FFmpeg's name.</param>
/// <param name="Frames">Of the picture, as it is counted.</param>
/// <param name="Duration">Of the picture.</param>
internal sealed record AnswerSource(string Uri, string Digest, long Bytes, string? Container, long Frames, ReportDuration Duration);

/// <summary>The picture. What is not signalled is absent.</summary>
internal sealed record AnswerVideo
{
    /// <summary>Number in the file.</summary>
    public required int Stream { get; init; }

    /// <summary>FFmpeg's name.</summary>
    public required string Codec { get; init; }

    /// <summary>Upright.</summary>
    public required int Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public required int Height { get; init; }

    /// <summary>Width to height of a pixel, upright: <c>1/1</c>.</summary>
    public required string PixelAspect { get; init; }

    /// <summary>Degrees clockwise that show it upright.</summary>
    public required int Rotation { get; init; }

    /// <summary>FFmpeg's name.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>Of a sample.</summary>
    public required int Bits { get; init; }

    /// <summary>Frames a second, the mean: <c>24000/1001</c>.</summary>
    public required string FrameRate { get; init; }

    /// <summary>What is counted: <c>frames</c>, <c>film</c> or <c>fields</c>.</summary>
    public required string Pictures { get; init; }

    /// <summary>progressive, tt, bb, tb or bt: which field is coded, and which is shown first.</summary>
    public string? FieldOrder { get; init; }

    /// <summary>When its first frame is shown, on the source's clock.</summary>
    public ReportDuration? FirstTime { get; init; }

    public required AnswerColour Colour { get; init; }

    public AnswerHdr? Hdr { get; init; }

    /// <summary>Whether dynamic metadata of SMPTE ST 2094-40 are there.</summary>
    public required bool Hdr10Plus { get; init; }

    /// <summary>Profile and level: <c>8.1</c>.</summary>
    public string? DolbyVision { get; init; }

    /// <summary>How often size or pixel format change on the way.</summary>
    public required int FormatChanges { get; init; }

    public AnswerCadence? Cadence { get; init; }
}

/// <summary>FFmpeg's names.</summary>
internal sealed record AnswerColour(string? Range, string? Primaries, string? Transfer, string? Matrix, string? ChromaLocation);

/// <param name="MasteringDisplay">SMPTE ST 2086.</param>
/// <param name="ContentLight">CTA-861.3.</param>
internal sealed record AnswerHdr(AnswerDisplay? MasteringDisplay, AnswerLight? ContentLight);

/// <summary>Chromaticities are x and y; luminances cd/m².</summary>
internal sealed record AnswerDisplay(double[] Red, double[] Green, double[] Blue, double[] White, double MinLuminance, double MaxLuminance);

/// <param name="Max">MaxCLL, cd/m²; 0: not known.</param>
/// <param name="Average">MaxFALL, cd/m²; 0: not known.</param>
internal sealed record AnswerLight(long Max, long Average);

/// <summary>Frames, by what is seen of their fields.</summary>
/// <param name="Repeats">Those that are the frame before once more.</param>
internal sealed record AnswerCadence(long Progressive, long TopFirst, long BottomFirst, long Undetermined, long Repeats);

/// <summary>A sound track.</summary>
/// <param name="Stream">Number in the file.</param>
/// <param name="Codec">FFmpeg's name.</param>
/// <param name="Layout">FFmpeg's name; absent when it is not signalled.</param>
/// <param name="Language">BCP 47, or <c>und</c>.</param>
/// <param name="Heard">Absent when it was not listened to.</param>
internal sealed record AnswerSound(
    int Stream, string Codec, int SampleRate, int Channels, string? Layout, string Language, bool Default, AnswerHeard? Heard);

/// <summary>What is heard. Of silence, and of what is too short, there is no level.</summary>
/// <param name="FirstTime">Of the first sample, on the source's clock.</param>
/// <param name="Duration">Of the samples that are there.</param>
/// <param name="Integrated">LUFS.</param>
/// <param name="Range">LU.</param>
/// <param name="TruePeak">dBTP.</param>
/// <param name="Levels">Of each channel.</param>
internal sealed record AnswerHeard(
    ReportDuration? FirstTime, ReportDuration? Duration, double? Integrated, double? Range, double? TruePeak, IReadOnlyList<AnswerLevel> Levels);

/// <param name="Channel">As FL.</param>
/// <param name="Rms">dBFS, of what is not silent; absent: all is.</param>
/// <param name="Peak">dBFS.</param>
internal sealed record AnswerLevel(string Channel, double? Rms, double? Peak);

/// <param name="Stream">Number in the file; of captions inside the picture: the picture's.</param>
/// <param name="Codec">FFmpeg's name.</param>
/// <param name="Language">BCP 47, or <c>und</c>.</param>
internal sealed record AnswerText(int Stream, string Codec, string Language);

/// <param name="Start">hh:mm:ss:ff, or hh:mm:ss;ff where frames are dropped from the count.</param>
/// <param name="Place">Where it was found.</param>
internal sealed record AnswerTimecode(string Start, string Place);

/// <param name="From">First frame.</param>
/// <param name="To">Behind the last frame.</param>
/// <param name="Entry">How it begins: <c>start</c>, <c>cut</c>, <c>dissolve</c> or <c>fade</c>.</param>
/// <param name="Transition">Of a dissolve or fade.</param>
internal sealed record AnswerFilmShot(long From, long To, string Entry, AnswerFrames? Transition);

/// <param name="From">First frame.</param>
/// <param name="To">Behind the last frame.</param>
internal sealed record AnswerFrames(long From, long To);

/// <summary>The part of the upright picture that is no border.</summary>
/// <param name="From">First frame.</param>
/// <param name="To">Behind the last frame.</param>
internal sealed record AnswerArea(long From, long To, int Left, int Top, int Width, int Height);
