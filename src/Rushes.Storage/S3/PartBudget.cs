namespace Rushes.Storage.S3;

/// <summary>
/// What is left of the parts that an object may have, in one upload or several, and of the bytes that go into them. Parts may be small as long as the rest
/// of the object fits into the rest of the parts, none of them larger than <paramref name="Largest"/>.
/// </summary>
/// <param name="Bytes">Of the object, not in a part yet.</param>
/// <param name="Parts">That may still be made.</param>
/// <param name="Least">Bytes that S3 wants in every part but the last.</param>
/// <param name="Largest">Bytes that can be sent as one part.</param>
internal readonly record struct PartBudget(long Bytes, int Parts, long Least, long Largest)
{
    /// <summary>Twice the average of an upload's parts: what is sent takes one upload, however many ranges are copied.</summary>
    private const int Slack = 2;

    /// <summary>Bytes that the next part has, unless it is the last.</summary>
    public long Smallest => Math.Max(Least, Bytes - ((Parts - 1) * Largest));

    /// <param name="size">Of the object, bytes.</param>
    /// <param name="parts">That it may have, of several uploads together.</param>
    /// <param name="least">Bytes of every part but the last.</param>
    /// <param name="usual">Bytes of a part that is sent, where the size does not demand more.</param>
    public static PartBudget Of(long size, int parts, long least, long usual) =>
        new(size, parts, least, Math.Max(usual, PartSizes.Of(size, 0) * Slack));

    /// <summary>After a part.</summary>
    public PartBudget Take(long length) => this with { Bytes = Bytes - length, Parts = Parts - 1 };
}
