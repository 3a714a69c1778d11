namespace Rushes.Storage;

/// <summary>What is wrong with a store.</summary>
public enum StoreTrouble
{
    /// <summary>It does not answer, or answers that it cannot now; it was tried again for as long as makes sense.</summary>
    Unreachable,

    /// <summary>It does not let us in, or has no such place. Trying again cannot help.</summary>
    Refused,

    /// <summary>It has no room left.</summary>
    Full,

    /// <summary>An object changed while it was read.</summary>
    Changed,
}
