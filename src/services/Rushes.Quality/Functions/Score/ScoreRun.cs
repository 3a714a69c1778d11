namespace Rushes.Quality.Functions.Score;

/// <summary>A run of FFmpeg that scores frames: what it takes, and what it leaves in the work folder.</summary>
internal abstract class ScoreRun
{
    /// <summary>Local paths.</summary>
    public abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>Frames that libvmaf sees of one video, for whoever watches.</summary>
    public abstract int Frames { get; }

    /// <summary>Whose times have to be proven.</summary>
    public abstract IReadOnlyList<ProvenCut> Cuts { get; }

    public abstract IReadOnlyList<ScoreLog> Logs { get; }

    /// <param name="seek">False: files are decoded from their start.</param>
    public abstract IReadOnlyList<string> Command(bool seek);

    /// <summary>The frames that were asked for, in order, with their scores in the order of the metrics.</summary>
    /// <param name="video">Of the task.</param>
    /// <param name="folder">Where the run was.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">libvmaf's log is none.</exception>
    public abstract Task<IReadOnlyList<(int Frame, float[] Scores)>> ReadAsync(int video, string folder, CancellationToken cancellationToken);
}
