using Rushes.Contracts;

namespace Rushes.Platform.Queue;

/// <summary>The place in the queue: class, then due date, then rank; arrival decides between equals.</summary>
/// <param name="Class">Lower goes first.</param>
/// <param name="Due">Milliseconds since 1970 UTC; may lie in the past.</param>
/// <param name="Rank">Order inside a title.</param>
internal readonly record struct MessagePriority(int Class, long Due, long Rank)
{
    /// <summary>Without a class: standard. Without a due date: now.</summary>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public static MessagePriority From(Priority priority, DateTimeOffset now) => new(
        !Enum.IsDefined(priority.Class) ? throw new ArgumentException($"There is no class {priority.Class}.", nameof(priority))
        : (int)(priority.Class == PriorityClass.Unspecified ? PriorityClass.Standard : priority.Class),
        (priority.Due?.ToDateTimeOffset() ?? now).ToUnixTimeMilliseconds(),
        priority.Rank);
}
