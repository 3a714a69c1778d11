using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using StepEnd = Rushes.Platform.Functions.WorkEnd<System.Action<Rushes.Platform.Database.Transaction>>;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Where letters come in. A call enters through the API layer of the callee, like any request; <see cref="Letters"/> says how
/// the two sides write to each other.
/// </summary>
internal sealed class LetterBox(StateDatabase database, WorkflowCatalog catalog, RunTransitions transitions, RunRetry retry, Letters letters, PayloadStore payloads)
{
    private const string Callee = "callee";
    private const string Caller = "caller";

    /// <param name="letter">From the caller.</param>
    /// <param name="priority">The caller's: what it waits for is as urgent as itself.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<StepEnd> PlaceAsync(PlaceCall letter, MessagePriority priority, CancellationToken cancellationToken)
    {
        var call = await CallAsync(letter, cancellationToken);
        if (catalog.Method(call.Method) is not { } method)
        {
            return Refuse("call.unknown", $"No service has the method {call.Method}.");
        }

        // Whoever has begun to answer has accepted the request.
        if (await database.ReadAsync(sql => RunRows.Find(sql, call.Id), cancellationToken) is not null)
        {
            return new StepEnd.Succeeded(transaction => GoOn(transaction, call));
        }

        var accepted = method.Accept(await payloads.ReadAsync(call.Request!.Value, cancellationToken));
        if (accepted.Model is not { } model)
        {
            return new StepEnd.Failed(accepted.Failures);
        }

        var payload = await payloads.KeepAsync(call.Id, model, cancellationToken);
        return new StepEnd.Succeeded(transaction =>
        {
            if (RunRows.Find(transaction.Sql, call.Id) is not null)
            {
                GoOn(transaction, call);
            }
            else if (CallRows.Receive(transaction, call.Id, Callee, call.Sequence))
            {
                var run = new RunRow(
                    call.Id, method.FullName, method.Workflow.Name, method.Workflow.Version, call.Sequence, priority, RunState.Running, null, null);
                transitions.Start(transaction, run, method.Workflow, null, payload);
            }
        });
    }

    public StepEnd Cancel(CancelCall letter) => new StepEnd.Succeeded(transaction =>
    {
        if (CallRows.Receive(transaction, letter.Call, Callee, letter.Sequence))
        {
            transitions.Cancel(transaction, letter.Call);
        }
    });

    public async Task<StepEnd> HearAsync(CallEnded letter, CancellationToken cancellationToken)
    {
        var sequence = letter.Item is null ? letter.Sequence : 1;
        if (await database.ReadAsync(sql => RunRows.Find(sql, letter.Run), cancellationToken) is not { } run)
        {
            // Its job has ended and was forgotten.
            return new StepEnd.Succeeded(_ => { });
        }

        return new StepEnd.Succeeded(transaction =>
        {
            if (CallRows.Receive(transaction, letter.Run, Caller, sequence)
                && CallRows.Find(transaction.Sql, letter.Run) is { } call && call.Sequence == sequence)
            {
                Deliver(transaction, call.Item, run);
            }
        });
    }

    private void GoOn(Transaction transaction, CallRow call)
    {
        if (!CallRows.Receive(transaction, call.Id, Callee, call.Sequence))
        {
            return;
        }

        var run = RunRows.Lock(transaction, call.Id)!;
        RunRows.Answer(transaction, run.Id, call.Sequence);
        if (run.HasEndedUndone)
        {
            retry.Reopen(transaction, run);
        }
        else if (run.State == RunState.Done)
        {
            letters.Answer(transaction, run with { CallSequence = call.Sequence });
        }
    }

    /// <summary>The callee has tried as often as it is worth: its failure is final here.</summary>
    private void Deliver(Transaction transaction, ItemKey item, RunRow run)
    {
        switch (run.State)
        {
            case RunState.Done:
                transitions.CompleteItem(transaction, item, run.Response!.Value);
                break;
            case RunState.Failed:
                transitions.FailItem(transaction, item, FailureList.Parser.ParseFrom(run.Failures));
                break;
            default:
                transitions.FailItem(transaction, item, new FailureList
                {
                    Failures = { Failure("call.cancelled", $"The call of {run.Method} was cancelled.") },
                });
                break;
        }
    }

    private async Task<CallRow> CallAsync(PlaceCall letter, CancellationToken cancellationToken)
    {
        if (letter.Item is { } item)
        {
            // Sent by a build before there were letters; the row is needed by what follows.
            var call = new CallRow(RunId.OfCall(item), item, letter.Method, new Payload(letter.Request.ToByteArray(), null), 1);
            await database.WriteAsync(transaction => CallRows.Insert(transaction, [call]), cancellationToken);
            return call;
        }

        var row = await database.ReadAsync(sql => CallRows.Find(sql, letter.Call), cancellationToken)
            ?? throw new InvalidOperationException($"There is no call '{letter.Call}'.");
        return row with { Sequence = letter.Sequence };
    }

    private static StepEnd.Failed Refuse(string code, string message) => new([Failure(code, message)]);

    private static Failure Failure(string code, string message) =>
        new() { Code = code, Category = FailureCategory.Configuration, Message = message };
}
