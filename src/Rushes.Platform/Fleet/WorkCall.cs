using Rushes.Contracts;

namespace Rushes.Platform.Fleet;

/// <summary>
/// The call of <c>rushes.v1.Workers/Work</c>, from either side: what a worker says goes in, what a server orders comes out, as
/// long as both live. It throws when the connection breaks.
/// </summary>
public delegate IAsyncEnumerable<WorkerOrder> WorkCall(IAsyncEnumerable<WorkerMessage> messages, CancellationToken cancellationToken);
