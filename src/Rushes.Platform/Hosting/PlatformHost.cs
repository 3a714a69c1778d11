using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Platform.Services;
using Rushes.Storage;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Hosting;

/// <summary>
/// API layer, workflow executor, queue and workers in one process over one SQLite file. Whoever starts it owns the file
/// (the host holds the lock): leases left by a dead owner are released at start.
/// </summary>
public sealed class PlatformHost : IAsyncDisposable
{
    public static Task<PlatformHost> StartAsync(
        PlatformOptions options, IReadOnlyList<Service> services, IObjectStore store, IToolRunner tools,
        TimeProvider time, ILoggerFactory logging, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Submits a request once: the same <paramref name="requestId"/> again returns the same run.</summary>
    public Task<Submission> SubmitAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, string requestId, Priority priority, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        throw new NotImplementedException();

    /// <summary>Waits until the run has ended.</summary>
    public Task<RunEnd<TResponse>> WaitAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string runId, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        throw new NotImplementedException();

    /// <summary>Ends the run, its calls and its functions.</summary>
    public Task CancelAsync(string runId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The run with everything it called, as it is now. Cheap enough to ask for several times a second.</summary>
    public IReadOnlyList<WorkSnapshot> Snapshot(string runId) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
