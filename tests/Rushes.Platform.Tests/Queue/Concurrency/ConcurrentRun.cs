using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Tests.Database;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Queue.Concurrency;

/// <summary>
/// Many contenders on one queue, and the log of what each was told. On PostgreSQL each has a database connection of its own
/// to write with, as in a process of its own; on SQLite they share the only writer.
/// </summary>
[SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A seeded test.")]
internal sealed class ConcurrentRun(TestDatabase files, int seed)
{
    /// <summary>Ends the text of a message that takes down whoever holds it.</summary>
    public const string Poison = " poison";

    private const int Contenders = 8;

    private readonly ConcurrentQueue<LogEntry> _log = [];
    private readonly ConcurrentQueue<long> _known = [];
    private readonly Lock _passing = new();
    private long _ticks;
    private int _operations;
    private long _backlog;

    public FakeTimeProvider Clock => files.Clock;

    /// <summary>Begun so far.</summary>
    public int Operations => Volatile.Read(ref _operations);

    /// <summary>About so many messages are neither done, dead nor cancelled.</summary>
    public long Backlog => Volatile.Read(ref _backlog);

    /// <summary>Returns what the log and the rows at the end say together.</summary>
    public async Task<LogCheck> RunAsync(int operations)
    {
        // Each writer keeps a thread while its database thinks; so many at once are more than the pool expects.
        ThreadPool.SetMinThreads(4 * Contenders, 4 * Contenders);
        List<StateDatabase> databases = [];
        try
        {
            for (var i = 0; i < (files.Engine.Dialect == "sqlite" ? 1 : Contenders); i++)
            {
                databases.Add(StateDatabase.Open(files.Engine, TimeProvider.System));
            }

            await Task.WhenAll(Enumerable.Range(0, Contenders).Select(number => Task.Run(() => ContendAsync(
                new Contender(this, number, seed + number, databases[number % databases.Count]), operations))));
            return new LogCheck([.. _log], await FinalRow.ReadAllAsync(databases[0]));
        }
        finally
        {
            foreach (var database in databases)
            {
                await database.DisposeAsync();
            }
        }
    }

    public long Tick() => Interlocked.Increment(ref _ticks);

    public void Log(LogEntry entry) => _log.Enqueue(entry);

    public void Known(IEnumerable<Lease> leases)
    {
        foreach (var lease in leases)
        {
            _known.Enqueue(lease.MessageId);
        }

        while (_known.Count > 100)
        {
            _known.TryDequeue(out _);
        }
    }

    /// <summary>Some message that was taken lately; null: there is none.</summary>
    public long? AnyKnown(Random random) => _known.ToArray() is { Length: > 0 } known ? known[random.Next(known.Length)] : null;

    public void PassTime(int seconds)
    {
        lock (_passing)
        {
            Clock.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    private async Task ContendAsync(Contender contender, int operations)
    {
        while (Interlocked.Increment(ref _operations) <= operations)
        {
            await contender.StepAsync();
            if (Operations % 50 == 0)
            {
                Volatile.Write(ref _backlog, await contender.BacklogAsync());
            }
        }
    }
}
