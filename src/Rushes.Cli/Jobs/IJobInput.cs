using Rushes.Contracts;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Jobs;

/// <summary>Where a job's input comes from.</summary>
internal interface IJobInput
{
    /// <summary>Absolute; or the URI of an object.</summary>
    string Path { get; }

    /// <summary>False: it has to be made first.</summary>
    bool IsThere { get; }

    /// <summary>Makes the file if need be. Null when it is there; else why not.</summary>
    Task<Failure?> ProvideAsync(IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken);
}

/// <summary>A file or an object that somebody else made.</summary>
internal sealed class GivenInput(string path) : IJobInput
{
    public string Path => path;

    public bool IsThere => InputFile.IsObject(path) || File.Exists(path);

    public Task<Failure?> ProvideAsync(IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken) =>
        Task.FromResult<Failure?>(null);
}
