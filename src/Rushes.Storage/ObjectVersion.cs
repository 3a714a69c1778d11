namespace Rushes.Storage;

/// <summary>An object as it was at one time.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Tag">Changes with the bytes; means nothing otherwise, and not the same in two stores.</param>
public sealed record ObjectVersion(long Size, string Tag);
