using Rushes.Contracts;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Jobs;

/// <summary>Where a job's input comes from.</summary>
internal interface IJobInput
{
    /// <summary>Absolute; or the URI of an object. Null: it has to be made first.</summary>
    string? Path { get; }

    /// <summary>By which the same input is known again; null: nobody knows before it is made.</summary>
    InputIdentity? Identity { get; }

    /// <summary>Makes the file if need be.</summary>
    /// <param name="folder">Of the job; what is made of the input for this job alone lies there, and goes with it.</param>
    /// <param name="runner">Runs the tool.</param>
    /// <param name="ffmpeg">Makes it.</param>
    /// <param name="cancellationToken">Nothing is left of what was not finished.</param>
    /// <returns>The path of a file; or why there is none.</returns>
    Task<(string? Path, Failure? Failure)> ProvideAsync(string folder, IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken);
}

/// <summary>What tells an input from others.</summary>
/// <param name="Path">Absolute, as people name it; or the URI of an object.</param>
/// <param name="Size">Bytes; of an object nothing is known here.</param>
/// <param name="ModifiedUtc">When it was changed last.</param>
/// <param name="Form">What else is said of it.</param>
internal sealed record InputIdentity(string Path, long Size, DateTime ModifiedUtc, string Form = "")
{
    public string Uri => InputFile.IsObject(Path) ? Path : LocalObjectStore.UriOf(Path);
}

/// <summary>A file or an object that somebody else made.</summary>
internal sealed class GivenInput(string path) : IJobInput
{
    public string? Path => path;

    public InputIdentity? Identity => InputFile.IdentityOf(path);

    public Task<(string? Path, Failure? Failure)> ProvideAsync(string folder, IToolRunner runner, ToolInstallation ffmpeg, CancellationToken cancellationToken) =>
        Task.FromResult<(string?, Failure?)>((path, null));
}
