using System.Globalization;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Hosting;

/// <summary>
/// Passes signals on to the other processes that share the database. They only make others look sooner: who misses one looks at
/// its next safety net.
/// </summary>
internal sealed partial class SignalRelay(QueueSignals queues, RunSignals runs, INotifications notifications, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const int MostUnsent = 10_000;
    private const int LongestText = 7_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _us = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<Signal> _unsent = Channel.CreateBounded<Signal>(
        new BoundedChannelOptions(MostUnsent) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private Task _working = Task.CompletedTask;

    public void Start()
    {
        queues.Raised += Send;
        runs.Raised += Send;
        _working = Task.WhenAll(Task.Run(() => AgainAndAgainAsync(SendAllAsync)), Task.Run(() => AgainAndAgainAsync(HearAllAsync)));
    }

    public async ValueTask DisposeAsync()
    {
        queues.Raised -= Send;
        runs.Raised -= Send;
        await _stopping.CancelAsync();
        await _working;
        await notifications.DisposeAsync();
        _stopping.Dispose();
    }

    private void Send(Signal signal) => _unsent.Writer.TryWrite(signal);

    /// <summary>While the database is gone there is nothing to be told.</summary>
    private async Task AgainAndAgainAsync(Func<CancellationToken, Task> work)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await work(_stopping.Token);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Broken(logger, exception.Message);
                await Task.Delay(Pause, time, _stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    /// <summary>What has come together while the last was sent goes in one.</summary>
    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        HashSet<Signal> together = [];
        while (await _unsent.Reader.WaitToReadAsync(cancellationToken))
        {
            var length = 0;
            while (length < LongestText && _unsent.Reader.TryRead(out var signal))
            {
                length += together.Add(signal) ? signal.Subject.Length + 3 : 0;
            }

            await notifications.SendAsync(
                string.Join('\n', together.Select(signal => string.Create(CultureInfo.InvariantCulture, $"{(int)signal.Kind} {signal.Subject}")).Prepend(_us)), cancellationToken);
            together.Clear();
        }
    }

    private async Task HearAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var text in notifications.ListenAsync(cancellationToken))
        {
            var lines = text.Split('\n');
            if (lines[0].Length == 0)
            {
                queues.ArrivedEverywhere();
                runs.Receive(new Signal(SignalKind.RunChanged, ""));
            }
            else if (lines[0] != _us)
            {
                foreach (var line in lines.Skip(1))
                {
                    Receive(line);
                }
            }
        }
    }

    /// <summary>What a newer process sends beyond this is passed over.</summary>
    private void Receive(string line)
    {
        if (line.Split(' ', 2) is [var kind, var subject] && int.TryParse(kind, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((SignalKind)number))
        {
            var signal = new Signal((SignalKind)number, subject);
            queues.Receive(signal);
            runs.Receive(signal);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1051, LogLevel.Warning, "Signals of other processes are not heard for the moment: {Reason}")]
        public static partial void Broken(ILogger logger, string reason);
    }
}
