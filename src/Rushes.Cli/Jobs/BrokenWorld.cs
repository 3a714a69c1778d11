using Microsoft.AspNetCore.Connections;
using Rushes.Contracts;
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

    // The platform tells what stopped it as the cause of its own exception.
    private static IOException? FindFullDisk(Exception? exception)
    {
        while (exception is not (null or IOException { HResult: NoSpace }))
        {
            exception = exception.InnerException;
        }

        return (IOException?)exception;
    }

    private static Failure Make(string code, FailureCategory category, string remedy, Exception exception) =>
        new() { Code = code, Category = category, Message = exception.Message, Remedy = remedy };
}
