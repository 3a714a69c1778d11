namespace Rushes.Cli.View;

/// <summary>How far a job is, ready to be drawn.</summary>
/// <param name="Phases">In order.</param>
/// <param name="Rows">One for each rendition, in the order of the work.</param>
/// <param name="Fraction">Of the encoding, by weight, or of the bytes of a job that only packages; 0 to 1.</param>
/// <param name="FramesPerSecond">Encoded frames of all renditions together; null until it can be said.</param>
/// <param name="RealTime">Seconds of the title done in one second; null until it can be said.</param>
/// <param name="Left">Likewise; null until it can be said.</param>
internal sealed record ProgressState(
    IReadOnlyList<PhaseState> Phases, IReadOnlyList<RenditionProgress> Rows,
    double Fraction, double? FramesPerSecond, double? RealTime, TimeSpan? Left)
{
    /// <summary>Of a job that only packages; null until it can be said.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>The last phase that is at work; empty before the first.</summary>
    public string Current => Phases.LastOrDefault(phase => phase.Stage == PhaseStage.Running)?.Name ?? "";
}

internal sealed record PhaseState(string Name, PhaseStage Stage)
{
    /// <summary>Of the bytes of a transfer or a package, 0 to 1; null where that is not known.</summary>
    public double? Fraction { get; init; }

    /// <summary>Bytes are under way.</summary>
    public bool IsTransferring => Stage == PhaseStage.Running && Fraction is not null;
}

internal enum PhaseStage
{
    Waiting,
    Running,
    Done,
    Failed,
}

/// <param name="Chunks">All of the rendition.</param>
/// <param name="Fraction">Of its frames; 0 to 1.</param>
/// <param name="Retries">Attempts beyond the first.</param>
internal sealed record RenditionProgress(string Name, int ChunksDone, int ChunksRunning, int Chunks, double Fraction, int Retries);
