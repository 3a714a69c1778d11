namespace Rushes.Storage.Composing;

/// <summary>An object that was put together.</summary>
/// <param name="Uri">Where it is.</param>
/// <param name="Streamed">Bytes that passed through this process.</param>
/// <param name="Copied">Bytes that the kernel or the server has copied.</param>
public sealed record ComposedObject(string Uri, long Streamed, long Copied);
