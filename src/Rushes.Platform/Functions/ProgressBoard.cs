using System.Collections.Concurrent;
using Rushes.Contracts;

namespace Rushes.Platform.Functions;

/// <summary>Progress of what runs now; only in memory, because it is worth nothing after a crash.</summary>
internal sealed class ProgressBoard
{
    private readonly ConcurrentDictionary<(string Run, string Node, int Item), Entry> _running = [];

    public Entry Begin(string run, string node, int item) => _running[(run, node, item)] = new Entry();

    public void End(string run, string node, int item, Entry entry) =>
        _running.TryRemove(new KeyValuePair<(string, string, int), Entry>((run, node, item), entry));

    /// <summary>All that runs now.</summary>
    public IEnumerable<FunctionProgress> Running() => _running.Select(one => new FunctionProgress
    {
        Run = one.Key.Run, Node = one.Key.Node, Number = one.Key.Item, Done = one.Value.Done, Total = one.Value.Total,
    });

    public (long Done, long Total) Read(string run, string node, int item) =>
        _running.TryGetValue((run, node, item), out var entry) ? (entry.Done, entry.Total) : (0, 0);

    /// <summary>Of one running function.</summary>
    public sealed class Entry
    {
        private long _done;
        private long _total;

        public long Done => Volatile.Read(ref _done);

        public long Total => Volatile.Read(ref _total);

        public void Report(long done, long total)
        {
            Volatile.Write(ref _total, total);
            Volatile.Write(ref _done, done);
        }
    }
}
