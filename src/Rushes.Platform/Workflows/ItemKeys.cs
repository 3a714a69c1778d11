namespace Rushes.Platform.Workflows;

/// <summary>Keys of items.</summary>
internal static class ItemKeys
{
    /// <summary>The single item of a node that is no map.</summary>
    public static ItemKey Item(this StartNode start) => new() { Run = start.Run, Node = start.Node };
}
