using Google.Protobuf;

namespace Rushes.Platform.Workflows;

/// <summary>One item of a map.</summary>
/// <param name="Argument">What the function or the called service gets.</param>
/// <param name="Label">For people: <c>chunk 3 · 1080p 720p</c>.</param>
/// <param name="Weight">The item's share of the work, in any unit that is the same for all items of the map.</param>
public sealed record MapItem<T>(T Argument, string Label, long Weight)
    where T : class, IMessage<T>
{
    /// <summary>With the height, in pixels, it chooses the shape by the routes of the function. Unset: the largest shape.</summary>
    public string? Codec { get; init; }

    /// <inheritdoc cref="Codec"/>
    public int? Height { get; init; }

    /// <summary>Which of the functions of the map; unset: its first.</summary>
    public string? Function { get; init; }

    /// <summary>Neighbours of one function and shape that weigh no more than this together share a message and a lease, one after the other; 0: it has its own.</summary>
    public long CollatedWeight { get; init; }
}
