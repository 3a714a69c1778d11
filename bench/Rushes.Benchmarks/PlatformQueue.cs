using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;

namespace Rushes.Benchmarks;

/// <summary>Our queue: callers that share one <see cref="StateDatabase"/>, and so its commits.</summary>
internal abstract class PlatformQueue(BenchmarkStore store) : IMeasuredQueue
{
    protected const string Name = QueueNames.Steps;

    private const int Page = 100_000;

    private static readonly byte[] Payload = new StartNode { Run = new string('r', 36), Node = "encode" }.ToByteArray();

    protected static TimeSpan Lease { get; } = TimeSpan.FromMinutes(10);

    protected StateDatabase Database { get; } = store.Open();

    protected QueueSignals Signals { get; } = new();

    protected MessageQueue Queue => field ??= new MessageQueue(Signals, new RetryPolicy(3, TimeSpan.FromSeconds(1)));

    public async Task FillAsync(int messages)
    {
        for (var left = messages; left > 0; left -= Page)
        {
            var page = Math.Min(left, Page);
            await Database.WriteAsync(transaction => Insert(transaction, page), CancellationToken.None);
        }
    }

    public abstract Task DrainAsync(int messages);

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>A million messages, one by one, would take longer than what is measured.</summary>
    private static void Insert(Transaction transaction, long count) => transaction.Sql.Execute(
        """
        INSERT INTO message (queue, state, class, due, rank, type, payload, cores, memory, disk, network, created, not_before)
        SELECT @queue, 'pending', 3, (SELECT coalesce(max(id), 0) FROM message) + number, 0, @type, @payload, 0, 0, 0, 0, @now, 0
        FROM (WITH RECURSIVE counted (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < @count) SELECT number FROM counted) AS numbers
        """,
        ("queue", Name), ("type", StartNode.Descriptor.FullName), ("payload", Payload), ("now", transaction.Now), ("count", count));

    /// <summary>Each caller takes and completes a batch at a time.</summary>
    public sealed class InBatches(BenchmarkStore store, int callers, int batch) : PlatformQueue(store)
    {
        public override async Task DrainAsync(int messages)
        {
            var left = messages;
            await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => DrainAsync(new Taker(Name, $"caller-{caller}", Lease)))));

            async Task DrainAsync(Taker taker)
            {
                while (Claim(ref left, batch) is var max and > 0)
                {
                    var leases = await Database.WriteAsync(transaction => Queue.Take(transaction, taker, max, idle: () => true), CancellationToken.None);
                    await Database.WriteAsync(transaction => Queue.Complete(transaction, leases), CancellationToken.None);
                }
            }
        }

        private static int Claim(ref int left, int most)
        {
            while (true)
            {
                var seen = Volatile.Read(ref left);
                var claim = Math.Min(seen, most);
                if (claim <= 0 || Interlocked.CompareExchange(ref left, seen - claim, seen) == seen)
                {
                    return claim;
                }
            }
        }
    }

    /// <summary>As the steps of workflows are worked on: a pump takes what it has slots for, each slot completes its own.</summary>
    public sealed class Pumped(BenchmarkStore store, int slots) : PlatformQueue(store)
    {
        public override async Task DrainAsync(int messages)
        {
            var left = messages;
            var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var source = new DatabaseLeaseSource(Database, Queue, Signals, new Taker(Name, "pump", Lease), MessageEvents.None, TimeProvider.System);
            using var pump = new LeasePump(
                source, slots, Lease, TimeProvider.System, async (held, _) => await CompleteAsync(held.Lease), failure => drained.TrySetException(failure), NullLogger.Instance);
            pump.Start();
            await drained.Task;
            await pump.StopAsync();
            await Database.WriteAsync(transaction => Queue.Release(transaction, MessageRows.HeldBy(transaction.Sql, "pump", Name), MessageEvents.None), CancellationToken.None);

            async Task CompleteAsync(Lease lease)
            {
                await Database.WriteAsync(transaction => Queue.Complete(transaction, lease), CancellationToken.None);
                if (Interlocked.Decrement(ref left) == 0)
                {
                    drained.TrySetResult();
                }
            }
        }
    }
}
