namespace Rushes.Testing;

/// <summary>What a store can be asked for.</summary>
public enum StoreCall
{
    OpenRead,
    Find,
    Put,
    Adopt,
    Copy,
    Compose,
    List,
    Delete,
    RemoveUnfinished,
}
