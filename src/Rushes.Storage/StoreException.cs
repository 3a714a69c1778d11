namespace Rushes.Storage;

/// <summary>The store is not what it should be. The message says what was tried, and holds no secret.</summary>
/// <param name="trouble">What kind of trouble, which decides whether trying later can help.</param>
/// <param name="message">What was tried, and what the store said.</param>
/// <param name="remedy">What a person can do about it.</param>
/// <param name="cause">From the library or the network.</param>
public sealed class StoreException(StoreTrouble trouble, string message, string remedy, Exception? cause = null) : IOException(message, cause)
{
    public StoreTrouble Trouble { get; } = trouble;

    public string Remedy { get; } = remedy;
}
