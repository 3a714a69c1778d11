using Rushes.Platform.Queue;

namespace Rushes.Platform.Scheduling;

/// <summary>The order of a decision: class, due, rank; between equals what is frozen goes before what is new, then arrival.</summary>
internal readonly record struct Turn(MessagePriority Priority, bool IsNew, long MessageId) : IComparable<Turn>
{
    public int CompareTo(Turn other)
    {
        var order = Priority.Class.CompareTo(other.Priority.Class);
        order = order != 0 ? order : Priority.Due.CompareTo(other.Priority.Due);
        order = order != 0 ? order : Priority.Rank.CompareTo(other.Priority.Rank);
        order = order != 0 ? order : IsNew.CompareTo(other.IsNew);
        return order != 0 ? order : MessageId.CompareTo(other.MessageId);
    }
}
