namespace Rushes.Platform.Database;

/// <summary>What a transaction may do: statements, the one time of all it writes, and signals for after the commit.</summary>
/// <param name="session">The writer's.</param>
/// <param name="now">Database time, milliseconds since 1970 UTC.</param>
/// <param name="trace">What it is part of, as a W3C traceparent; null: no trace.</param>
internal sealed class Transaction(SqlSession session, long now, string? trace = null)
{
    private readonly List<Action> _committed = [];

    public SqlSession Sql { get; } = session;

    public long Now { get; } = now;

    public string? Trace { get; } = trace;

    /// <summary>Runs after the commit, on the writer: only to wake others.</summary>
    public void OnCommit(Action action) => _committed.Add(action);

    public void Announce()
    {
        foreach (var action in _committed)
        {
            action();
        }
    }
}
