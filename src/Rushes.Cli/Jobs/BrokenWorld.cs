using Microsoft.AspNetCore.Connections;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Storage;

namespace Rushes.Cli.Jobs;

/// <summary>What no code expected, as a failure.</summary>
internal static class BrokenWorld
{
    private const int NoSpace = 28; // ENOSPC

    public static Failure ToFailure(Exception exception, bool withTrace)
    {
        var failure = exception switch
        {
            _ when FindFullDisk(exception) is { } full => Make("disk.full", FailureCategory.Capacity, "Free space and run the same command again.", full),
            _ when Causes(exception).OfType<DatabaseUnreachableException>().FirstOrDefault() is { } gone => Make(
                "database.unreachable", FailureCategory.Transient, "Start it, or make its standby the primary, and check --database. What was accepted is in it.", gone),
            IOException { InnerException: AddressInUseException } => Make(
                "server.address_in_use", FailureCategory.Transient, "End what listens there, or choose another address: --listen, --http.", exception),
            StoreException store => Make("store.failed", FailureCategory.Transient, store.Remedy, store),
            IOException or UnauthorizedAccessException => Make("disk.failed", FailureCategory.Transient, "Check the folders that the message names.", exception),
            _ => Make("internal.unexpected", FailureCategory.Internal, "Run the command again with --verbose, and report what it prints.", exception),
        };
        if (withTrace)
        {
            failure.Details["trace"] = exception.ToString();
        }

        return failure;
    }

    private static IOException? FindFullDisk(Exception exception) =>
        Causes(exception).OfType<IOException>().FirstOrDefault(cause => cause.HResult == NoSpace);

    // The platform tells what stopped it as the cause of its own exception.
    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static Failure Make(string code, FailureCategory category, string remedy, Exception exception) =>
        new() { Code = code, Category = category, Message = exception.Message, Remedy = remedy };
}
