using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Reading;

/// <summary>Says what messages are about. A message of another kind than the engine's is called by its type.</summary>
internal sealed class Subjects(SqlSession sql)
{
    private readonly Dictionary<string, (string Workflow, string Job)> _runs = [];

    public MessageSubject Of(string type, byte[] payload)
    {
        try
        {
            return type switch
            {
                _ when type == RunFunction.Descriptor.FullName => OfFunction(RunFunction.Parser.ParseFrom(payload)),
                _ when type == StartNode.Descriptor.FullName => OfStart(StartNode.Parser.ParseFrom(payload)),
                _ when type == PlaceCall.Descriptor.FullName => OfPlacing(PlaceCall.Parser.ParseFrom(payload)),
                _ when type == CancelCall.Descriptor.FullName => OfCall("cancel the call", CancelCall.Parser.ParseFrom(payload).Call),
                _ when type == CallEnded.Descriptor.FullName => OfCall("answer to", CallEnded.Parser.ParseFrom(payload).Run),
                _ when type == RunOverdue.Descriptor.FullName => OfRun("time limit", RunOverdue.Parser.ParseFrom(payload).Run, null),
                _ when type == NodeOverdue.Descriptor.FullName => OfLimit(NodeOverdue.Parser.ParseFrom(payload)),
                _ when type == EvaluateRules.Descriptor.FullName => OfRun("evaluate the rules of", EvaluateRules.Parser.ParseFrom(payload).Run, null),
                _ when type == StringValue.Descriptor.FullName => Plain(StringValue.Parser.ParseFrom(payload).Value),
                _ => Plain(type),
            };
        }
        catch (InvalidProtocolBufferException)
        {
            // Shown all the same: it is what somebody looks for.
            return Plain($"{type} (not readable)");
        }
    }

    private MessageSubject OfFunction(RunFunction work)
    {
        var more = work.Next.Count > 0 ? $" and {work.Next.Count} more" : "";
        return OfItem("", work.Item, $"{more} [{work.Function}]");
    }

    private MessageSubject OfStart(StartNode start) => OfRun("start", start.Run, start.Node);

    private MessageSubject OfLimit(NodeOverdue overdue) => OfRun("time limit", overdue.Run, overdue.Node);

    private MessageSubject OfPlacing(PlaceCall letter) => letter.Item is { } item ? OfItem("call ", item, "") : OfCall("call", letter.Call);

    private MessageSubject OfCall(string what, string call) => CallRows.Find(sql, call) is { } row
        ? OfItem($"{what} ", row.Item, $" [{row.Method}]")
        : Plain($"{what} {call}");

    private MessageSubject OfItem(string what, ItemKey item, string more)
    {
        var (workflow, job) = Run(item.Run);
        var label = (string?)sql.Scalar(
            "SELECT label FROM item WHERE run_id = @run AND node = @node AND number = @number", ("run", item.Run), ("node", item.Node), ("number", item.Number));
        var suffix = label is null || label == item.Node ? "" : $": {label}";
        return new MessageSubject { Text = $"{what}{workflow}/{item.Node}{suffix}{more}", Job = job, Run = item.Run, Node = item.Node, Item = item.Number };
    }

    private MessageSubject OfRun(string what, string run, string? node)
    {
        var (workflow, job) = Run(run);
        return new MessageSubject { Text = node is null ? $"{what} {workflow}" : $"{what} {workflow}/{node}", Job = job, Run = run, Node = node ?? "" };
    }

    private static MessageSubject Plain(string text) => new() { Text = text };

    private (string Workflow, string Job) Run(string id)
    {
        if (!_runs.TryGetValue(id, out var known))
        {
            known = RunRows.Find(sql, id) is { } run ? (run.Workflow, RunTree.Root(sql, id)?.Id ?? "") : (id, "");
            _runs.Add(id, known);
        }

        return known;
    }
}
