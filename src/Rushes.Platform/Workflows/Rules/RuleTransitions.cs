using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>
/// Writes what an evaluation led to, in the transaction that ends its message: all of it, or nothing where facts, firings or
/// answers have come since it looked, which are then looked at anew.
/// </summary>
internal sealed class RuleTransitions(MessageQueue queue, RunTransitions transitions, Letters letters, RunSignals signals)
{
    /// <param name="transaction">The caller's.</param>
    /// <param name="rules">The definition.</param>
    /// <param name="seen">What the plan was made from.</param>
    /// <param name="plan">What follows.</param>
    public void Write(Transaction transaction, RuleSet rules, RuleRun seen, RulePlan plan)
    {
        if (RunRows.Lock(transaction, seen.Run.Id) is not { State: RunState.Running } run)
        {
            return;
        }

        if (RuleRunRevision.Read(transaction.Sql, run.Id) != seen.Revision)
        {
            Evaluations.Send(transaction, queue, run);
        }
        else if (seen.Fired.Count + plan.Firings.Count > rules.MaxFirings)
        {
            FailRunaway(transaction, rules, seen, plan);
        }
        else
        {
            WriteChanges(transaction, rules, run, seen, plan);
        }

        transaction.OnCommit(signals.Changed);
    }

    private void WriteChanges(Transaction transaction, RuleSet rules, RunRow run, RuleRun seen, RulePlan plan)
    {
        var changed = plan.More;
        foreach (var taken in plan.TakenIn)
        {
            TakeIn(transaction, taken);
            changed = true;
        }

        foreach (var firing in plan.Firings)
        {
            changed |= Fire(transaction, run, firing);
        }

        if (plan.Firings is [.., { Response: { } response }])
        {
            transitions.Complete(transaction, run, response);
        }
        else if (changed)
        {
            Evaluations.Send(transaction, queue, run);
        }
        else if (plan.Alarm is { } alarm)
        {
            Evaluations.SendAt(transaction, queue, run, alarm);
        }
        else if (seen.Open.Count == 0 && rules.Accepted.Count == 0 && plan.Firings.All(firing => firing.Rule.FollowUp is null))
        {
            transitions.FailRun(transaction, run.Id, null, Failure(
                "rules.stuck", "No rule can fire any more, and none has ended the run.",
                "This is a defect of the rules, or their case was not thought of. jobs show lists what has fired."));
        }
    }

    private static void TakeIn(Transaction transaction, TakenIn taken)
    {
        var item = taken.Firing.Item;
        if (FiringRows.Close(transaction, item))
        {
            NodeRows.CloseItem(transaction, item.Run, item.Node);
            if (taken.Fact is { } fact)
            {
                FactRows.Assert(transaction, item.Run, fact, Source(item.Node, taken.Firing.Because));
            }
        }
    }

    /// <summary>True when there is something new for the rules.</summary>
    private bool Fire(Transaction transaction, RunRow run, PlannedFiring firing)
    {
        var rule = firing.Rule;
        var item = new ItemKey { Run = run.Id, Node = rule.Name, Number = NodeRows.Fire(transaction, run.Id, rule.Name, rule.FollowUp is not null) };
        var state = rule.FollowUp switch { null => "done", FollowUp.Call => "waiting", _ => "running" };
        FiringRows.Insert(transaction, item, firing.Match, state, firing.Response);
        if (firing.MatchText is { } text)
        {
            FactRows.InsertMatch(transaction, run.Id, firing.Match.Column, text);
        }

        if (firing.Call is { } planned)
        {
            var call = new CallRow(RunId.OfCall(item), item, planned.Method, planned.Request, 1);
            CallRows.Insert(transaction, [call]);
            letters.Place(transaction, call, run.Priority, scope: run.Id);
        }

        // A timer has begun: the next evaluation sets the alarm.
        var changed = rule.FollowUp is FollowUp.Timer;
        foreach (var fact in firing.Facts)
        {
            changed |= FactRows.Assert(transaction, run.Id, fact, Source(rule.Name, firing.Match.Because));
        }

        return changed;
    }

    private void FailRunaway(Transaction transaction, RuleSet rules, RuleRun seen, RulePlan plan)
    {
        var (rule, times) = seen.Fired.Select(fired => fired.Rule).Concat(plan.Firings.Select(firing => firing.Rule.Name))
            .CountBy(name => name).MaxBy(count => count.Value);
        var message = string.Create(
            CultureInfo.InvariantCulture, $"The rules of {rules.Name} fire more than {rules.MaxFirings} times; the rule '{rule}' most often, {times} times.");
        transitions.FailRun(transaction, seen.Run.Id, rule, Failure(
            "rules.runaway", message, "Rules that feed each other never end: look whether each really needs what the other gives."));
    }

    private static string Source(string rule, string because) => $"rule {rule}, {because}";

    private static FailureList Failure(string code, string message, string remedy) => new()
    {
        Failures = { new Failure { Code = code, Category = FailureCategory.Configuration, Message = message, Remedy = remedy } },
    };
}
