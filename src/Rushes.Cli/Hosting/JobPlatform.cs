using Microsoft.Extensions.Logging;
using Rushes.Cli.Jobs;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Storage;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Hosting;

/// <summary>The whole platform in this process, over one job's own folder.</summary>
internal static class JobPlatform
{
    /// <param name="folder">Made, and locked by the caller.</param>
    /// <param name="store">Takes the job's objects.</param>
    /// <param name="pieces">Of other jobs; null: none.</param>
    public static Task<PlatformHost> StartAsync(
        WorkFolder folder, IObjectStore store, SharedPieces? pieces, IReadOnlyList<Service> services, IToolRunner runner, TimeProvider time, ILoggerFactory logging,
        CancellationToken cancellationToken)
    {
        var options = new PlatformOptions { Database = new DatabaseLocation.SqliteFile(folder.Database), ScratchFolder = folder.Scratch, Pieces = pieces };
        return PlatformHost.StartAsync(options, services, store, runner, time, logging, cancellationToken);
    }
}
