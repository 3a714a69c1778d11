using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue.Concurrency;

/// <summary>An operation on the queue: what was asked and what came back.</summary>
/// <param name="Span">Between the call and its answer, on the one counter of the run.</param>
internal abstract record LogEntry(Span Span);

/// <param name="Start">Of the call.</param>
/// <param name="End">Of the answer.</param>
/// <param name="Runs">How often its transaction ran: another one was in its way, or the database was gone.</param>
/// <param name="Now">Its time, milliseconds.</param>
internal readonly record struct Span(long Start, long End, int Runs, long Now)
{
    /// <summary>Its answer was there before the other was asked.</summary>
    public bool IsBefore(Span other) => End < other.Start;
}

internal sealed record Sent(Span Span, OutgoingMessage Message, string Text, bool IsNew) : LogEntry(Span);

internal sealed record Taken(Span Span, Taker Taker, int Max, bool Idle, IReadOnlyList<Lease> Leases, IReadOnlyList<LostLease> Lost) : LogEntry(Span);

/// <param name="Span">Of the call.</param>
/// <param name="Lease">Which was used, or was to be.</param>
/// <param name="Succeeded">It was valid.</param>
/// <param name="State">Of the message afterwards; null: the lease goes on.</param>
internal sealed record Used(Span Span, Lease Lease, bool Succeeded, string? State) : LogEntry(Span);

internal sealed record Cancelled(Span Span, string Scope, IReadOnlyList<long> Told) : LogEntry(Span);

internal sealed record Revived(Span Span, long Message, bool Succeeded) : LogEntry(Span);

/// <summary>Nothing came of it, but it may have locked a message for a moment.</summary>
internal sealed record Looked(Span Span) : LogEntry(Span);
