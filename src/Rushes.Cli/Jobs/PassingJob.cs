using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Rushes.Cli.Hosting;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Jobs;

/// <summary>A job of which nothing is kept but what it shares: its folder is there as long as it runs.</summary>
/// <param name="kind">The command and the version of its form.</param>
/// <param name="workPath">Absolute; the folder of all jobs.</param>
/// <param name="inputs">Absolute; the files that may be read. The same command over the same files is the same job.</param>
internal sealed class PassingJob(
    string kind, string workPath, IReadOnlyList<string> inputs, IReadOnlyList<Service> services, IToolRunner runner, TimeProvider time, ILoggerFactory logging)
{
    private readonly WorkFolder _folder = WorkFolder.Of(workPath, IdOf(kind, inputs));

    /// <summary>Bytes of what it shares with other jobs; 0: nothing.</summary>
    public long CacheBytes { get; init; }

    /// <summary>For what is made of an input, which the services may read.</summary>
    public string Objects => _folder.Objects;

    /// <summary>For what the work makes beside its objects.</summary>
    public string Scratch => _folder.Scratch;

    /// <param name="work">Gets a platform over the empty folder.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What the work came to, or why it was not begun.</returns>
    public async Task<(T? End, Failure? Failure)> RunAsync<T>(Func<PlatformHost, Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        Directory.CreateDirectory(_folder.Path);
        using var jobLock = JobLock.TryTake(_folder.LockFile);
        if (jobLock is null)
        {
            return (null, JobFailures.AlreadyRunning(_folder));
        }

        try
        {
            _folder.Create();
            _folder.Empty();
            var pieces = await PieceCache.OpenAsync(workPath, _folder, CacheBytes, time, logging, cancellationToken);
            var store = new LocalObjectStore(_folder.Objects, [.. inputs, WorkFolder.SharedPieces(workPath) + "/"]);
            await using var host = await JobPlatform.StartAsync(_folder, store, pieces, services, runner, time, logging, cancellationToken);
            return (await work(host), null);
        }
        finally
        {
            _folder.Delete();
        }
    }

    private static string IdOf(string kind, IReadOnlyList<string> inputs)
    {
        var text = string.Join('\0', [kind, .. inputs]);
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
