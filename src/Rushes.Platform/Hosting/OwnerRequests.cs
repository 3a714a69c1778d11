using Microsoft.Extensions.Logging;
using Rushes.Platform.Database;

namespace Rushes.Platform.Hosting;

/// <summary>The owner's side of <see cref="RequestFolder"/>: looks for requests, applies each once, and answers.</summary>
internal sealed partial class OwnerRequests(
    RequestFolder? folder, StateDatabase database, JobChanges changes, TimeProvider time, Action<Exception> broken, ILogger logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _watching = Task.CompletedTask;

    /// <summary>What a dead owner has left is applied before anything else happens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            await ApplyAllAsync(folder, cancellationToken);
            _watching = Task.Run(() => WatchAsync(folder), CancellationToken.None);
        }
    }

    public Task StopAsync()
    {
        _stopped.TrySetResult();
        return _watching;
    }

    private async Task WatchAsync(RequestFolder requests)
    {
        try
        {
            using var timer = new PeriodicTimer(Look, time);
            while (await Task.WhenAny(_stopped.Task, timer.WaitForNextTickAsync().AsTask()) != _stopped.Task)
            {
                await ApplyAllAsync(requests, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            broken(exception);
        }
    }

    private async Task ApplyAllAsync(RequestFolder requests, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var request in requests.Waiting())
            {
                var end = await database.WriteAsync(transaction => changes.ApplyOnce(transaction, request), cancellationToken);
                requests.Answer(request, end);
                Log.Applied(logger, request.Name, end);
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            // Work goes on without requests.
            Log.Unreadable(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1031, LogLevel.Information, "Request {Request}: {End}")]
        public static partial void Applied(ILogger logger, string request, JobChangeEnd end);

        [LoggerMessage(1032, LogLevel.Warning, "Requests cannot be read")]
        public static partial void Unreadable(ILogger logger, Exception exception);
    }
}
