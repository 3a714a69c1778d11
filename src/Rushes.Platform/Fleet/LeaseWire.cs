using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Fleet;

/// <summary>Leases as they travel between server and worker.</summary>
internal static class LeaseWire
{
    public static LeaseKey Key(Lease lease) => new() { Message = lease.MessageId, Token = lease.Token };

    public static AssignedLease Write(Lease lease) => new()
    {
        Lease = Key(lease),
        PayloadType = lease.PayloadType,
        Payload = UnsafeByteOperations.UnsafeWrap(lease.Payload),
        Class = (PriorityClass)lease.Priority.Class,
        DueMs = lease.Priority.Due,
        Rank = lease.Priority.Rank,
        Attempt = lease.Attempt,
        Losses = lease.Losses,
        Trace = lease.Trace ?? "",
    };

    public static Lease Read(AssignedLease lease) => new(
        lease.Lease.Message, lease.Lease.Token, QueueNames.Compute, lease.PayloadType, lease.Payload.Memory,
        new MessagePriority((int)lease.Class, lease.DueMs, lease.Rank), lease.Attempt, lease.Losses)
    {
        Trace = lease.Trace.Length > 0 ? lease.Trace : null,
    };

    /// <summary>For statements that go by message and token alone.</summary>
    public static Lease Bare(LeaseKey key) => new(key.Message, key.Token, QueueNames.Compute, "", ReadOnlyMemory<byte>.Empty, default, 0);

    public static FunctionResult Write(Payload payload) => payload.Object is { } stored
        ? new FunctionResult { Uri = stored.Uri, Digest = stored.Digest, Size = stored.Size }
        : new FunctionResult { Inline = UnsafeByteOperations.UnsafeWrap(payload.Inline) };

    public static FunctionOutcome Read(FunctionEnd end) => new(
        end.EndCase == FunctionEnd.EndOneofCase.Result ? new WorkEnd<Payload>.Succeeded(Read(end.Result)) : new WorkEnd<Payload>.Failed([.. end.Failures.Failures]),
        end.ProcessorMs > 0 ? TimeSpan.FromMilliseconds(end.ProcessorMs) : null);

    public static Payload Read(FunctionResult result) => result.Uri.Length > 0
        ? new Payload(null, new StoredObject { Uri = result.Uri, Digest = result.Digest, Size = result.Size })
        : new Payload(result.Inline.ToByteArray(), null);
}
