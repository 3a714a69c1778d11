namespace Rushes.Cli.Report;

/// <summary>What <c>verify</c> prints with <c>--json</c>; docs/proof.md explains it. Names are promised to users: add, never rename.</summary>
internal sealed record VerifyAnswer
{
    public int Version { get; init; } = 1;

    /// <summary><c>done</c>, whatever the answer; <c>failed</c>, <c>refused</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The answer; absent when there is none.</summary>
    public bool? Proven { get; init; }

    /// <summary>SHA-256 of proof.json: it stands for the whole package.</summary>
    public string? Proof { get; init; }

    public IReadOnlyList<AnswerTrack> Tracks { get; init; } = [];

    public IReadOnlyList<AnswerMovie> Movies { get; init; } = [];

    public IReadOnlyList<AnswerProblem> Problems { get; init; } = [];

    public IReadOnlyList<ReportFailure> Failures { get; init; } = [];
}

/// <param name="FirstWrongFrame">Absent when none is wrong, or when it is not known which.</param>
/// <param name="Encryption">"cbcs", "cenc": the frames were held against the proof as they are encrypted. Absent: they are clear.</param>
/// <param name="Decrypted">Those behind them were, too. Absent: the frames are clear.</param>
internal sealed record AnswerTrack(
    string Path, string Name, string Codec, int Frames, long Bytes, bool Proven, AnswerFrame? FirstWrongFrame, string? Encryption, bool? Decrypted);

/// <summary>An MP4 or QuickTime file.</summary>
/// <param name="Tracks">Whose frames were checked; empty: the proof has no digests of them.</param>
internal sealed record AnswerMovie(string Path, long Bytes, bool Proven, IReadOnlyList<AnswerMovieTrack> Tracks);

/// <inheritdoc cref="AnswerTrack"/>
internal sealed record AnswerMovieTrack(string Name, string Codec, int Frames, AnswerFrame? FirstWrongFrame);

/// <param name="Frame">On the timeline, from 0.</param>
/// <param name="Time">Presentation time, seconds as a ratio.</param>
/// <param name="Offset">In the file.</param>
internal sealed record AnswerFrame(long Frame, string Time, long Offset);

/// <inheritdoc cref="AnswerFrame"/>
/// <param name="Code">Stable.</param>
/// <param name="Path">In the package.</param>
/// <param name="Message">For people.</param>
/// <param name="Track">Its name, in a file with several.</param>
internal sealed record AnswerProblem(string Code, string Path, string Message, string? Track, long? Frame, string? Time, long? Offset);
