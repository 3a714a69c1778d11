namespace Rushes.Platform.Tests.Queue.Concurrency;

/// <summary>Whoever may be looking at a message, and hold a lock on it, just when its state changes.</summary>
internal sealed class Lookers
{
    private readonly Span[] _byEnd;
    private readonly long[] _starts;
    private readonly long[] _lastEnd;

    /// <param name="all">Operations of any kind.</param>
    /// <param name="takes">Those of a queue; they return what is due in it.</param>
    public Lookers(IReadOnlyList<Span> all, IReadOnlyList<Span> takes)
    {
        _byEnd = [.. takes.OrderBy(span => span.End)];
        Span[] byStart = [.. all.OrderBy(span => span.Start)];
        _starts = [.. byStart.Select(span => span.Start)];
        _lastEnd = new long[byStart.Length];
        for (var i = 0; i < byStart.Length; i++)
        {
            _lastEnd[i] = Math.Max(byStart[i].End, i == 0 ? 0 : _lastEnd[i - 1]);
        }
    }

    /// <summary>From when on it was pending, and nobody could still be looking at it as what it was before.</summary>
    public Pending Clear(Pending pending)
    {
        var returned = pending.NotBefore == 0
            ? pending.From
            : _byEnd.Where(span => span.Start > pending.From && span.Now >= pending.NotBefore).Select(span => span.End).DefaultIfEmpty(long.MaxValue).First();
        var begun = Array.BinarySearch(_starts, returned);
        begun = begun < 0 ? ~begun : begun;
        return pending with { From = begun == 0 ? returned : Math.Max(returned, _lastEnd[begun - 1]) };
    }
}
