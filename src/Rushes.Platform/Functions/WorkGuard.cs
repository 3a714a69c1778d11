using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Storage;

namespace Rushes.Platform.Functions;

/// <summary>The one place where an exception becomes a failure. Cancellation is neither.</summary>
internal static partial class WorkGuard
{
    private const int NoSpaceLeft = 28; // ENOSPC

    /// <exception cref="OperationCanceledException">The work was cancelled; nothing it said counts.</exception>
    public static async Task<WorkEnd<T>> RunAsync<T>(Func<CancellationToken, Task<WorkEnd<T>>> work, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            var end = await work(cancellationToken);
            if (end is WorkEnd<T>.Failed failed)
            {
                // A tool killed by the cancellation fails, but not by its own fault.
                cancellationToken.ThrowIfCancellationRequested();
                if (failed.Failures.Count == 0)
                {
                    throw new InvalidOperationException("The work failed without saying why.");
                }
            }

            return end;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Log.Unexpected(logger, exception);
            return new WorkEnd<T>.Failed([ToFailure(exception)]);
        }
    }

    private static Failure ToFailure(Exception exception) => exception switch
    {
        ObjectChangedException { Ours: true } damaged => new Failure
        {
            Code = "object.damaged",
            Category = FailureCategory.Internal,
            Message = damaged.Message,
            Place = new Place { Path = damaged.Uri },
            Remedy = "Check the disk of the work folder, and run the same command again: it makes the object anew.",
        },
        ObjectChangedException changed => new Failure
        {
            Code = "object.changed",
            Category = FailureCategory.Input,
            Message = changed.Message,
            Place = new Place { Path = changed.Uri },
            Remedy = "Leave the file alone while a job reads it, and start the job again.",
        },
        OutputTooLargeException large => new Failure
        {
            Code = "function.output",
            Category = FailureCategory.Internal,
            Message = large.Message,
            Place = new Place { Path = large.FileName },
            Remedy = "This is a defect of the function or of its limits. Please report it with the log.",
        },
        PayloadTooLargeException large => new Failure
        {
            Code = "work.result",
            Category = FailureCategory.Configuration,
            Message = large.Message,
            Remedy = "This is a defect of the step or function that made it. Please report it.",
        },
        StoreException store => new Failure
        {
            Code = CodeOf(store.Trouble),
            Category = CategoryOf(store.Trouble),
            Message = store.Message,
            Remedy = store.Remedy,
        },
        UnauthorizedAccessException forbidden => new Failure
        {
            Code = "object.forbidden",
            Category = FailureCategory.Input,
            Message = forbidden.Message,
            Remedy = "Name an object of the store, or let the server read it: rushes serve --readable.",
        },
        IOException { HResult: NoSpaceLeft } full => new Failure
        {
            Code = "disk.full",
            Category = FailureCategory.Capacity,
            Message = full.Message,
            Remedy = "Free space on the disk of the work folder or the output folder, and run the same command again.",
        },
        _ => new Failure
        {
            Code = "internal.unexpected",
            Category = FailureCategory.Internal,
            Message = $"{exception.GetType().FullName}: {exception.Message}",
            Remedy = "This is a defect of Rushes or of the machine. Please report it with the log.",
        },
    };

    private static string CodeOf(StoreTrouble trouble) => trouble switch
    {
        StoreTrouble.Unreachable => "store.unreachable",
        StoreTrouble.Refused => "store.refused",
        StoreTrouble.Full => "store.full",
        _ => "object.changed",
    };

    private static FailureCategory CategoryOf(StoreTrouble trouble) => trouble switch
    {
        StoreTrouble.Unreachable => FailureCategory.Transient,
        StoreTrouble.Refused => FailureCategory.Configuration,
        StoreTrouble.Full => FailureCategory.Capacity,
        _ => FailureCategory.Input,
    };

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Error, "Work ended with an exception")]
        public static partial void Unexpected(ILogger logger, Exception exception);
    }
}
