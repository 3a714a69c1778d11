using Rushes.Contracts;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Jobs;

/// <summary>Where a job's input comes from.</summary>
internal interface IJobInput
{
    /// <summary>Absolute; may not be there yet.</summary>
    string Path { get; }

    /// <summary>Makes the file if need be. Null when it is there; else why not.</summary>
    Task<Failure?> ProvideAsync(IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken);
}

/// <summary>A file that somebody else made.</summary>
internal sealed class GivenInput(string path) : IJobInput
{
    public string Path => path;

    public Task<Failure?> ProvideAsync(IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken) =>
        Task.FromResult<Failure?>(null);
}
