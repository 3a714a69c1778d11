namespace Rushes.Storage;

/// <summary>What a store can do that not every store can. Nothing else in the seam depends on the kind of store.</summary>
[Flags]
public enum StoreCapabilities
{
    None = 0,

    /// <summary>Objects are local files: nothing need be fetched.</summary>
    LocalFiles = 1,

    /// <summary>Copies of objects and of ranges are made where the bytes lie, by kernel or server, and do not pass through us.</summary>
    PartCopy = 2,
}
