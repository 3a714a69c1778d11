using Google.Protobuf;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>The working memory of runs, for those who are outside of them.</summary>
internal sealed class RunFacts(StateDatabase database, WorkflowCatalog catalog, MessageQueue queue, PayloadStore payloads, RunSignals signals)
{
    /// <exception cref="ArgumentException">There is no such run, or its rules do not accept the kind, or the key or the id is wrong.</exception>
    public async Task<FactReceipt> AssertAsync<T>(string runId, FactKind<T> kind, T fact, string factId, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        var rules = await RulesAsync(runId, cancellationToken);
        if (!rules.Accepted.Contains(kind))
        {
            throw new ArgumentException($"The rules of {rules.Name} do not accept facts '{kind.Name}' from outside.", nameof(kind));
        }

        var source = $"outside {FactId.CheckKey(kind.Name, factId)}";
        var payload = await payloads.KeepAsync(runId, fact, cancellationToken);
        var asserted = new NewFact(kind.Name, ((IFactKind)kind).KeyOf(fact), payload);
        return await database.WriteAsync(transaction => Assert(transaction, runId, asserted, source), cancellationToken);
    }

    /// <exception cref="ArgumentException">There is no such run, or its rules do not have the kind.</exception>
    public async Task<IReadOnlyList<FactVersion<T>>> ReadAsync<T>(string runId, FactKind<T> kind, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        var rules = await RulesAsync(runId, cancellationToken);
        if (!rules.Kinds.Values.Contains(kind))
        {
            throw new ArgumentException($"The rules of {rules.Name} do not have facts '{kind.Name}'.", nameof(kind));
        }

        List<FactVersion<T>> facts = [];
        foreach (var row in await database.ReadAsync(sql => FactRows.Current(sql, runId), cancellationToken))
        {
            if (row.Id.Kind == kind.Name)
            {
                var value = kind.Read(await payloads.ReadAsync(row.Payload, cancellationToken));
                facts.Add(new FactVersion<T>(row.Id.Key, row.Id.Version, value, row.Source));
            }
        }

        return [.. facts.OrderBy(fact => fact.Key, StringComparer.Ordinal)];
    }

    private FactReceipt Assert(Transaction transaction, string runId, NewFact fact, string source)
    {
        var run = RunRows.Lock(transaction, runId)!;
        if (FactRows.IsKnown(transaction, runId, fact, source))
        {
            return FactReceipt.Known;
        }

        if (run.State != RunState.Running)
        {
            return FactReceipt.TooLate;
        }

        FactRows.Insert(transaction, runId, fact, source);
        Evaluations.Send(transaction, queue, run);
        transaction.OnCommit(signals.Changed);
        return FactReceipt.Taken;
    }

    private async Task<RuleSet> RulesAsync(string runId, CancellationToken cancellationToken)
    {
        var run = await database.ReadAsync(sql => RunRows.Find(sql, runId), cancellationToken)
            ?? throw new ArgumentException($"There is no run '{runId}'.", nameof(runId));
        return catalog.Workflow(run.Workflow, run.Version) as RuleSet
            ?? throw new ArgumentException($"Run '{runId}' is of {run.Workflow} version {run.Version}, which has no rules here.", nameof(runId));
    }
}
