using System.Globalization;

namespace Rushes.Platform.Hosting;

/// <summary>A change that the owner of a SQLite file is asked for.</summary>
/// <param name="Change">What is asked for.</param>
/// <param name="Requester">Process, time and count, so that the same change asked for again is another request.</param>
internal sealed record OwnerRequest(JobChange Change, string Requester)
{
    private static int _count;

    /// <summary>Says all: <c>cancel.7f3a90….4711-638989632000000000-1</c>.</summary>
    public string Name => $"{Change.Kind.ToString().ToLowerInvariant()}.{Change.Id}.{Requester}";

    public static OwnerRequest Create(JobChange change, TimeProvider time) =>
        new(change, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{time.GetUtcNow().Ticks}-{Interlocked.Increment(ref _count)}"));

    /// <summary>Null when the name is none of a request.</summary>
    public static OwnerRequest? Parse(string name) =>
        name.Split('.') is [var kind, { Length: > 0 } id, { Length: > 0 } requester]
        && Enum.TryParse<JobChangeKind>(kind, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && IsId(parsed, id)
            ? new OwnerRequest(new JobChange(parsed, id), requester)
            : null;

    private static bool IsId(JobChangeKind kind, string id) =>
        kind != JobChangeKind.Requeue || long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
