using Google.Protobuf;
using Rushes.Platform.Database;
using StepEnd = Rushes.Platform.Functions.WorkEnd<System.Action<Rushes.Platform.Database.Transaction>>;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>
/// Asks the rules of a run. All lambdas run here, without a transaction, on what was committed; what follows is written only if
/// nothing has changed meanwhile. First what has ended becomes facts; when nothing is left of that, rules fire.
/// </summary>
internal sealed class RuleEvaluator(StateDatabase database, WorkflowCatalog catalog, PayloadStore payloads, RuleTransitions transitions)
{
    /// <summary>Transactions stay short.</summary>
    private const int Page = 500;

    public async Task<StepEnd> EvaluateAsync(EvaluateRules message, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(sql => RuleRun.Read(sql, message.Run), cancellationToken) is not { } run)
        {
            return new StepEnd.Succeeded(_ => { });
        }

        if (catalog.Workflow(run.Run.Workflow, run.Run.Version) is not RuleSet rules)
        {
            return new StepEnd.Failed([WorkflowCatalog.Unknown(run.Run)]);
        }

        OpenFiring[] ended = [.. run.Open.Where(firing => firing.Answered || IsDue(rules, firing, message.AsOf))];
        var plan = ended.Length > 0
            ? await TakeInAsync(rules, run, ended, cancellationToken)
            : await FireAsync(rules, run, message.AsOf, cancellationToken);
        return new StepEnd.Succeeded(transaction => transitions.Write(transaction, rules, run, plan));
    }

    private async Task<RulePlan> TakeInAsync(RuleSet rules, RuleRun run, OpenFiring[] ended, CancellationToken cancellationToken)
    {
        List<TakenIn> taken = [];
        foreach (var firing in ended.Take(Page))
        {
            taken.Add(new TakenIn(firing, await TakeInAsync(rules, run, firing, cancellationToken)));
        }

        return new RulePlan { TakenIn = taken };
    }

    private async Task<NewFact?> TakeInAsync(RuleSet rules, RuleRun run, OpenFiring firing, CancellationToken cancellationToken)
    {
        var rule = rules.Rule(firing.Item.Node);
        var matched = MatchedFacts.IsDigest(firing.Match)
            ? FiredFor.Parser.ParseFrom(await payloads.ReadAsync(
                await database.ReadAsync(sql => FactRows.Match(sql, run.Run.Id, firing.Match), cancellationToken), cancellationToken)).Facts
            : firing.Match;
        var ids = MatchedFacts.Parse(matched).Facts;
        if (rule.FollowUp!.UnlessSuperseded && ids.Except(run.Facts.Select(fact => fact.Id)).Any())
        {
            return null;
        }

        var facts = await database.ReadAsync(sql => ids.Distinct().Select(id => FactRows.Get(sql, run.Run.Id, id)).ToList(), cancellationToken);
        var match = Restore(rule, await RememberAsync(rules, facts, cancellationToken), firing.Match);
        return rule.FollowUp switch
        {
            FollowUp.Timer timer => await KeepAsync(run, timer.Kind, Ask(rule, () => timer.Fact(match)), cancellationToken),
            FollowUp.Call { OnFailure: { } failed } when firing.Failures is { } failures =>
                await KeepAsync(run, failed.Kind, Ask(rule, () => failed.Fact(match, [.. failures.Failures])), cancellationToken),
            FollowUp.Call call => await AnswerAsync(call),
            _ => throw new InvalidOperationException($"There is no such thing to start: {rule.FollowUp}."),
        };

        async Task<NewFact> AnswerAsync(FollowUp.Call call)
        {
            var response = await payloads.ReadAsync(firing.Result, cancellationToken);
            return await KeepAsync(run, call.Kind, Ask(rule, () => call.Fact(match, response)), cancellationToken);
        }
    }

    /// <summary>What matched then matches again, if nothing else is known.</summary>
    private static object Restore(RuleDefinition rule, WorkingMemory memory, string match) =>
        Ask(rule, () => rule.Find(memory).FirstOrDefault(found => found.Facts.Column == match)?.Value)
        ?? throw new BrokenRuleException(rule, $"does not match what it fired for ({match}). Conditions must depend on facts only, and a changed rule needs a new version of its rule set.");

    private async Task<RulePlan> FireAsync(RuleSet rules, RuleRun run, long asOf, CancellationToken cancellationToken)
    {
        var memory = await RememberAsync(rules, run.Facts, cancellationToken);
        List<PlannedFiring> firings = [];
        long? alarm = null;
        foreach (var (rule, match) in rules.Rules.SelectMany(rule => New(rule, run, memory)))
        {
            if (match.Due > asOf)
            {
                alarm = Math.Min(alarm ?? long.MaxValue, match.Due.Value);
            }
            else if (firings.Count == Page)
            {
                return new RulePlan { Firings = firings, More = true };
            }
            else
            {
                firings.Add(await PlanAsync(run, rule, match, cancellationToken));
                if (rule.Response is not null)
                {
                    return new RulePlan { Firings = firings };
                }
            }
        }

        return new RulePlan { Firings = firings, Alarm = Timers(rules, run).Append(alarm).Min() };
    }

    private static IEnumerable<(RuleDefinition Rule, FoundMatch Match)> New(RuleDefinition rule, RuleRun run, WorkingMemory memory) =>
        Ask<List<FoundMatch>>(rule, () => [.. rule.Find(memory).DistinctBy(match => match.Facts.Column)])
            .Where(match => !run.Fired.Contains((rule.Name, match.Facts.Column))).Select(match => (rule, match));

    private async Task<PlannedFiring> PlanAsync(RuleRun run, RuleDefinition rule, FoundMatch match, CancellationToken cancellationToken)
    {
        List<NewFact> facts = [];
        foreach (var emission in rule.Emissions)
        {
            foreach (var fact in Ask<List<IMessage>>(rule, () => [.. emission.Facts(match.Value)]))
            {
                facts.Add(await KeepAsync(run, emission.Kind, fact, cancellationToken));
            }
        }

        var call = rule.FollowUp is FollowUp.Call follow
            ? new PlannedCall(follow.Method, await payloads.KeepAsync(run.Run.Id, Ask(rule, () => follow.Request(match.Value)), cancellationToken))
            : null;
        Payload? response = rule.Response is { } answer
            ? await payloads.KeepAsync(run.Run.Id, Ask(rule, () => answer(match.Value)), cancellationToken)
            : null;
        Payload? text = match.Facts.IsLong ? await payloads.KeepAsync(run.Run.Id, new FiredFor { Facts = match.Facts.Text }, cancellationToken) : null;
        return new PlannedFiring(rule, match.Facts, facts, call, response, text);
    }

    private async Task<WorkingMemory> RememberAsync(RuleSet rules, IEnumerable<FactRow> rows, CancellationToken cancellationToken)
    {
        List<Fact> facts = [];
        foreach (var row in rows)
        {
            facts.Add(new Fact(row.Id, rules.Kinds[row.Id.Kind].Read(await payloads.ReadAsync(row.Payload, cancellationToken)), row.Created));
        }

        return new WorkingMemory(facts);
    }

    private async Task<NewFact> KeepAsync(RuleRun run, IFactKind kind, IMessage fact, CancellationToken cancellationToken) =>
        new(kind.Name, kind.KeyOf(fact), await payloads.KeepAsync(run.Run.Id, fact, cancellationToken));

    private static bool IsDue(RuleSet rules, OpenFiring firing, long asOf) => Due(rules, firing) <= asOf;

    /// <summary>When its timer ends; null: it is none.</summary>
    private static long? Due(RuleSet rules, OpenFiring firing) => rules.Rule(firing.Item.Node).FollowUp is FollowUp.Timer timer
        ? firing.Started + (long)timer.Delay.TotalMilliseconds
        : null;

    private static IEnumerable<long?> Timers(RuleSet rules, RuleRun run) => run.Open.Select(firing => Due(rules, firing));

    private static T Ask<T>(RuleDefinition rule, Func<T> lambda)
    {
        try
        {
            return lambda();
        }
        catch (Exception exception)
        {
            throw new BrokenRuleException(rule, $"{exception.GetType().Name}: {exception.Message}", exception);
        }
    }
}
