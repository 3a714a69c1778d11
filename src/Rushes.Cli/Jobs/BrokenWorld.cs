using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>What no code expected, as a failure.</summary>
internal static class BrokenWorld
{
    private const int NoSpace = 28; // ENOSPC

    public static Failure ToFailure(Exception exception, bool withTrace)
    {
        var failure = exception switch
        {
            IOException { HResult: NoSpace } => Make("disk.full", FailureCategory.Capacity, "Free some space, or name another folder with --work.", exception),
            IOException or UnauthorizedAccessException => Make("disk.failed", FailureCategory.Transient, "Check the folders that the message names.", exception),
            _ => Make("internal.unexpected", FailureCategory.Internal, "Run the command again with --verbose, and report what it prints.", exception),
        };
        if (withTrace)
        {
            failure.Details["trace"] = exception.ToString();
        }

        return failure;
    }

    private static Failure Make(string code, FailureCategory category, string remedy, Exception exception) =>
        new() { Code = code, Category = category, Message = exception.Message, Remedy = remedy };
}
