using Microsoft.Extensions.Logging;
using Rushes.Platform.Functions;
using Rushes.Storage.Local;

namespace Rushes.Cli.Jobs;

/// <summary>What jobs of this machine share, so that none of it is made twice: encoded chunks, inspections.</summary>
internal static class PieceCache
{
    /// <param name="workPath">The folder of all jobs.</param>
    /// <param name="folder">Of the job that may use it.</param>
    /// <param name="bytes">How many it may have; 0: there is none.</param>
    /// <param name="time">By which it tells what is old.</param>
    /// <param name="logging">Hears of what is taken from it.</param>
    /// <param name="cancellationToken">Ends the trimming.</param>
    public static async Task<SharedPieces?> OpenAsync(
        string workPath, WorkFolder folder, long bytes, TimeProvider time, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        if (bytes == 0)
        {
            return null;
        }

        var pieces = new SharedPieces(new LocalObjectStore(WorkFolder.SharedPieces(workPath), [folder.Objects + "/"]), time, logging.CreateLogger<SharedPieces>());
        await pieces.TrimAsync(bytes, before: null, cancellationToken);
        return pieces;
    }
}
