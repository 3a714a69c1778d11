using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Fleet;

/// <summary>
/// The worker's side: leases that come over the network, and what is said about them. When the connection breaks, work goes on
/// under the leases that still hold; what has no answer yet is said again to whichever server is reached next.
/// </summary>
/// <param name="connect">Calls a server.</param>
/// <param name="introduction">Says who the worker is; what it holds is added.</param>
/// <param name="time">For waiting.</param>
/// <param name="logger">Of the connections.</param>
internal sealed partial class ServerLink(WorkCall connect, WorkerHello introduction, TimeProvider time, ILogger logger) : ILeaseSource
{
    private readonly Channel<Lease> _assigned = Channel.CreateUnbounded<Lease>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<(long Message, long Token), Lease> _inHand = [];
    private readonly TaskCompletionSource<WorkerWelcome> _welcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Questions _questions = new();

    public event Action<IReadOnlyCollection<long>>? Revoked;

    public event Action<long>? Frozen;

    public event Action<long>? Resumed;

    /// <summary>The first server's that has answered.</summary>
    public Task<WorkerWelcome> Welcome => _welcome.Task;

    /// <summary>Until cancelled, connected whenever a server can be reached.</summary>
    /// <exception cref="RpcException">The servers do not want this worker; asking again would not help.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = new ReconnectPause(time);
        while (true)
        {
            try
            {
                await foreach (var order in connect(_questions.ConnectAsync(Hello(), cancellationToken), cancellationToken).WithCancellation(cancellationToken))
                {
                    pause.Reset();
                    Obey(order);
                }

                Log.Ended(logger);
            }
            catch (Exception exception) when (!IsFinal(exception) && !cancellationToken.IsCancellationRequested)
            {
                Log.Broken(logger, exception.Message);
            }

            await pause.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What a server has assigned, in the order in which it came.</summary>
    public Task<IReadOnlyList<Lease>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        List<Lease> taken = [];
        while (taken.Count < max && _assigned.Reader.TryRead(out var lease))
        {
            // It may have been taken away before anybody looked at it.
            if (_inHand.ContainsKey((lease.MessageId, lease.Token)))
            {
                taken.Add(lease);
            }
        }

        return Task.FromResult<IReadOnlyList<Lease>>(taken);
    }

    public async Task WaitForWorkAsync(CancellationToken cancellationToken) => await _assigned.Reader.WaitToReadAsync(cancellationToken);

    public async Task<HeartbeatAnswer> HeartbeatAsync(IReadOnlyList<Heartbeat> beats, CancellationToken cancellationToken)
    {
        var heartbeat = new WorkerHeartbeat
        {
            Beats =
            {
                beats.Select(beat => new LeaseBeat
                {
                    Lease = LeaseWire.Key(beat.Lease),
                    SavedAgoMs = beat.SavedAgo is { } ago ? Math.Max(1, (long)ago.TotalMilliseconds) : 0,
                }),
            },
        };
        var answer = (await _questions.AskAsync(sequence => new WorkerMessage { Heartbeat = With(heartbeat, sequence) }, cancellationToken)).Heartbeat;
        var lost = answer.Lost.Select(key => (key.Message, key.Token)).ToHashSet();
        foreach (var key in lost)
        {
            _inHand.TryRemove(key, out _);
        }

        return new HeartbeatAnswer(
            [.. beats.Select(beat => beat.Lease).Where(lease => lost.Contains((lease.MessageId, lease.Token)))], answer.Suspended.ToHashSet());
    }

    /// <summary>A function has ended. False: the lease is lost.</summary>
    public async Task<bool> SettleAsync(Lease lease, RunFunction work, FunctionOutcome outcome)
    {
        var said = new FunctionEnd
        {
            Lease = LeaseWire.Key(lease),
            Run = work.Item.Run,
            Node = work.Item.Node,
            Number = work.Item.Number,
            ProcessorMs = (long)(outcome.Processor ?? TimeSpan.Zero).TotalMilliseconds,
        };
        if (outcome.End is WorkEnd<Payload>.Failed failed)
        {
            said.Failures = new FailureList { Failures = { failed.Failures } };
        }
        else
        {
            said.Result = LeaseWire.Write(((WorkEnd<Payload>.Succeeded)outcome.End).Value);
        }

        var accepted = (await _questions.AskAsync(sequence => new WorkerMessage { End = With(said, sequence) }, CancellationToken.None)).End.Accepted;
        if (!accepted || said.Failures is not null || work.Next.Count == 0)
        {
            _inHand.TryRemove((lease.MessageId, lease.Token), out _);
        }

        return accepted;
    }

    /// <summary>Nothing new is assigned from now on. Lost with the connection; a later one is told by <see cref="WorkerHello"/> anew.</summary>
    public void Drain()
    {
        introduction.Draining = true;
        _questions.Say(new WorkerMessage { Drain = new WorkerDrain() });
    }

    /// <summary>Nothing is held any more; what was goes back to its place.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) =>
        _questions.AskAsync(sequence => new WorkerMessage { Leave = new WorkerLeave { Sequence = sequence } }, cancellationToken);

    public void Present() => _questions.Say(new WorkerMessage { Presence = new WorkerPresence() });

    public void Report(WorkerProgress progress) => _questions.Say(new WorkerMessage { Progress = progress });

    private static bool IsFinal(Exception exception) =>
        exception is RpcException { Code: RpcCode.InvalidArgument or RpcCode.Unauthenticated or RpcCode.PermissionDenied };

    private static WorkerHeartbeat With(WorkerHeartbeat heartbeat, long sequence)
    {
        heartbeat.Sequence = sequence;
        return heartbeat;
    }

    private static FunctionEnd With(FunctionEnd end, long sequence)
    {
        end.Sequence = sequence;
        return end;
    }

    private WorkerMessage Hello()
    {
        var hello = introduction.Clone();
        hello.Held.AddRange(_inHand.Values.Select(LeaseWire.Key));
        return new WorkerMessage { Hello = hello };
    }

    /// <summary>What a newer server orders beyond this is passed over.</summary>
    private void Obey(WorkerOrder order)
    {
        switch (order.OrderCase)
        {
            case WorkerOrder.OrderOneofCase.Welcome:
                Log.Connected(logger);
                _welcome.TrySetResult(order.Welcome);
                break;
            case WorkerOrder.OrderOneofCase.Assignment:
                foreach (var lease in order.Assignment.Leases.Select(LeaseWire.Read).Where(lease => _inHand.TryAdd((lease.MessageId, lease.Token), lease)))
                {
                    _assigned.Writer.TryWrite(lease);
                }

                break;
            case WorkerOrder.OrderOneofCase.Freeze:
                Frozen?.Invoke(order.Freeze.Message);
                break;
            case WorkerOrder.OrderOneofCase.Resume:
                Resumed?.Invoke(order.Resume.Message);
                break;
            case WorkerOrder.OrderOneofCase.Revoke:
                Forget(order.Revoke.Messages.ToHashSet());
                Revoked?.Invoke(order.Revoke.Messages);
                break;
            case WorkerOrder.OrderOneofCase.Heartbeat:
                _questions.Answer(order.Heartbeat.Sequence, order);
                break;
            case WorkerOrder.OrderOneofCase.End:
                _questions.Answer(order.End.Sequence, order);
                break;
            case WorkerOrder.OrderOneofCase.Leave:
                _questions.Answer(order.Leave.Sequence, order);
                break;
            default:
                break;
        }
    }

    private void Forget(HashSet<long> messages)
    {
        foreach (var key in _inHand.Keys.Where(key => messages.Contains(key.Message)))
        {
            _inHand.TryRemove(key, out _);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1321, LogLevel.Information, "Connected to the server")]
        public static partial void Connected(ILogger logger);

        [LoggerMessage(1322, LogLevel.Information, "The server has ended the connection; connecting again")]
        public static partial void Ended(ILogger logger);

        [LoggerMessage(1323, LogLevel.Warning, "The connection to the server is broken, work goes on; connecting again: {Reason}")]
        public static partial void Broken(ILogger logger, string reason);
    }
}
