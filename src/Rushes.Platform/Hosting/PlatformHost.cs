using System.Diagnostics;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Fleet;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Retention;
using Rushes.Platform.Rpc.Files;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Platform.Services;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Workflows;
using Rushes.Platform.Workflows.Rules;
using Rushes.Storage;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Hosting;

/// <summary>
/// API layer, workflow executor, queue and workers in one process over one database. Whoever starts it on a SQLite file owns
/// the file (the host holds the lock): leases left by a dead owner are released at start. On PostgreSQL they expire.
/// </summary>
public sealed class PlatformHost : IAsyncDisposable
{
    /// <summary>How often to look although no signal came.</summary>
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(2);

    private readonly PlatformParts _parts;
    private readonly IDisposable? _ownership;
    private bool _closed;

    private PlatformHost(PlatformParts parts, IDisposable? ownership) => (_parts, _ownership) = (parts, ownership);

    /// <exception cref="ArgumentException">Services or options do not fit together.</exception>
    /// <exception cref="IOException">Another process has the database open to write.</exception>
    /// <exception cref="MissingVersionsException">Runs under way need versions that these services do not have.</exception>
    public static Task<PlatformHost> StartAsync(
        PlatformOptions options, IReadOnlyList<Service> services, IObjectStore store, IToolRunner tools,
        TimeProvider time, ILoggerFactory logging, CancellationToken cancellationToken) =>
        StartAsync(options, services, store, tools, time, logging, null, cancellationToken);

    /// <inheritdoc cref="StateDatabase.Open"/>
    internal static async Task<PlatformHost> StartAsync(
        PlatformOptions options, IReadOnlyList<Service> services, IObjectStore store, IToolRunner tools,
        TimeProvider time, ILoggerFactory logging, Action<string>? afterStatement, CancellationToken cancellationToken)
    {
        options.Validate();
        var catalog = new WorkflowCatalog(services, options.Services);
        var engine = options.Database.ToEngine(time);
        var ownership = engine.TakeOwnership();
        StateDatabase? database = null;
        try
        {
            database = StateDatabase.Open(engine, time, afterStatement);
            var parts = new PlatformParts(options, catalog, database, store, tools, time, logging);
            await parts.StartAsync(ownership is not null, cancellationToken);
            return new PlatformHost(parts, ownership);
        }
        catch
        {
            if (database is not null)
            {
                await database.DisposeAsync();
            }

            ownership?.Dispose();
            throw;
        }
    }

    /// <summary>For the API layer: jobs by the names of their methods.</summary>
    public IJobs Jobs => new HostJobs(this, _parts);

    /// <summary>For the API layer: what is behind the jobs.</summary>
    public IWork Work => new HostWork(_parts);

    /// <summary>For the API layer: what was uploaded.</summary>
    public IUploads Uploads => _parts.Uploads;

    /// <summary>Submits a request once: the same <paramref name="requestId"/> again returns the same run.</summary>
    /// <exception cref="ArgumentException">No service has the method, or the request id is of a request of another one.</exception>
    public Task<Submission> SubmitAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, string requestId, Priority priority, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        SubmitAsync(new JobSubmission(method.FullName, request.ToByteString(), requestId, priority, null), cancellationToken);

    /// <inheritdoc cref="SubmitAsync{TRequest, TResponse}"/>
    internal async Task<Submission> SubmitAsync(JobSubmission job, CancellationToken cancellationToken)
    {
        var api = Api(job.Method);
        if (await _parts.Database.ReadAsync(sql => RunRows.FindByRequest(sql, job.RequestId), cancellationToken) is { } known)
        {
            return Known(known, api);
        }

        var accepted = api.Accept(job.Request.Memory);
        Failure[] failures = [.. accepted.Failures, .. _parts.Webhooks.Check(job.Webhook)];
        if (accepted.Model is not { } model || failures.Length > 0)
        {
            return new Submission.Refused(failures);
        }

        using var activity = Tracing.Start($"submit {api.FullName}", ActivityKind.Producer, job.Trace);
        var id = RunId.New();
        var payload = await KeepAsync(id, model, cancellationToken);
        var uploads = _parts.Uploads.NamedBy(model);
        var run = new RunRow(
            id, api.FullName, api.Workflow.Name, api.Workflow.Version, null,
            default, RunState.Running, null, null);
        activity?.SetTag(TraceTags.Run, run.Id);
        return await _parts.Database.WriteAsync(transaction =>
        {
            if (RunRows.FindByRequest(transaction.Sql, job.RequestId) is { } meanwhile)
            {
                return Known(meanwhile, api);
            }

            // Of several servers, the clock of one may be wrong.
            var now = DateTimeOffset.FromUnixTimeMilliseconds(transaction.Now);
            _parts.Transitions.Start(transaction, run with { Priority = MessagePriority.From(job.Priority, now) }, api.Workflow, job.RequestId, payload);
            WebhookRows.Insert(transaction, run.Id, job.Webhook);
            UploadRows.Use(transaction, run.Id, uploads);
            RemovalRows.Withdraw(transaction, AttemptKey.RunPrefix(run.Id));
            return new Submission.Accepted(run.Id, IsNew: true);
        }, cancellationToken);
    }

    /// <summary>Waits until the run has ended.</summary>
    /// <exception cref="ArgumentException">There is no such run, or it is of another method.</exception>
    /// <exception cref="InvalidOperationException">
    /// The platform cannot go on: its database is out of order. The inner exception says why; a full disk is an
    /// <see cref="IOException"/> whose HResult is ENOSPC.
    /// </exception>
    public async Task<RunEnd<TResponse>> WaitAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string runId, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var run = await FindAsync(runId, cancellationToken);
        if (run.Method != method.FullName)
        {
            throw new ArgumentException($"Run '{runId}' is of {run.Method}, not of {method.FullName}.", nameof(method));
        }

        return await WaitAsync(runId, cancellationToken) switch
        {
            RunEnd<ByteString>.Succeeded succeeded => new RunEnd<TResponse>.Succeeded(method.ResponseParser.ParseFrom(succeeded.Response)),
            RunEnd<ByteString>.Failed failed => new RunEnd<TResponse>.Failed(failed.Failures),
            _ => new RunEnd<TResponse>.Cancelled(),
        };
    }

    /// <inheritdoc cref="WaitAsync{TRequest, TResponse}"/>
    internal async Task<RunEnd<ByteString>> WaitAsync(string runId, CancellationToken cancellationToken)
    {
        var time = _parts.Time;
        while (true)
        {
            var end = _parts.Signals.WaitForEndAsync(runId);
            var run = await FindAsync(runId, cancellationToken);
            switch (run.State)
            {
                case RunState.Done:
                    return new RunEnd<ByteString>.Succeeded(UnsafeByteOperations.UnsafeWrap(await _parts.Payloads.ReadAsync(run.Response!.Value, cancellationToken)));
                case RunState.Failed:
                    return new RunEnd<ByteString>.Failed(FailureList.Parser.ParseFrom(run.Failures).Failures);
                case RunState.Cancelled:
                    return new RunEnd<ByteString>.Cancelled();
                default:
                    await (await Task.WhenAny(end, _parts.Broken, Task.Delay(SafetyNet, time, cancellationToken)).WaitAsync(cancellationToken));
                    break;
            }
        }
    }

    /// <summary>Ends the run, its calls and its functions. One that has ended stays as it is.</summary>
    /// <exception cref="ArgumentException">There is no such run.</exception>
    public async Task CancelAsync(string runId, CancellationToken cancellationToken)
    {
        await FindAsync(runId, cancellationToken);
        await _parts.Database.WriteAsync(transaction => _parts.Transitions.Cancel(transaction, runId), cancellationToken);
    }

    /// <summary>
    /// Lets a run that failed or was cancelled go on: what is done, in it and in the calls that ended with it, is kept; the
    /// rest is tried again, as often as at first.
    /// </summary>
    /// <returns>False: the run is under way or has succeeded, and nothing was changed.</returns>
    /// <exception cref="ArgumentException">There is no such run, or it was not submitted but called by another.</exception>
    /// <exception cref="MissingVersionsException">It was begun by a build with versions that these services do not have.</exception>
    public async Task<bool> RetryAsync(string runId, CancellationToken cancellationToken)
    {
        await LiveVersions.CheckAsync(_parts.Database, _parts.Catalog, _parts.Alone, runId, cancellationToken);
        var trace = await _parts.Database.ReadAsync(sql => RunRows.Trace(sql, runId), cancellationToken);
        using var activity = Tracing.Start("retry", ActivityKind.Producer, trace);
        activity?.SetTag(TraceTags.Run, runId);
        return await _parts.Database.WriteAsync(transaction => _parts.Retry.Retry(transaction, runId), cancellationToken);
    }

    /// <summary>Gives a fact to the rules of a run, once: the same <paramref name="factId"/> again changes nothing.</summary>
    /// <exception cref="ArgumentException">There is no such run, or its rules do not accept the kind from outside.</exception>
    public Task<FactReceipt> AssertFactAsync<T>(string runId, FactKind<T> kind, T fact, string factId, CancellationToken cancellationToken)
        where T : class, IMessage<T> => _parts.Facts.AssertAsync(runId, kind, fact, factId, cancellationToken);

    /// <summary>The current facts of a kind, in the order of their keys; also of a run that has ended.</summary>
    /// <exception cref="ArgumentException">There is no such run, or its rules do not have the kind.</exception>
    public Task<IReadOnlyList<FactVersion<T>>> FactsAsync<T>(string runId, FactKind<T> kind, CancellationToken cancellationToken)
        where T : class, IMessage<T> => _parts.Facts.ReadAsync(runId, kind, cancellationToken);

    /// <summary>The run with everything it called, as it is now. Cheap enough to ask for several times a second.</summary>
    public Task<IReadOnlyList<WorkSnapshot>> SnapshotAsync(string runId, CancellationToken cancellationToken) =>
        _parts.Snapshots.ReadAsync(runId, cancellationToken);

    /// <summary>Ends, with an exception, when the platform cannot go on.</summary>
    public Task Broken => _parts.Broken;

    /// <summary>Whether the database answers. It does not have to be waited for: the platform itself goes on when it is back.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(ReadyWithin, _parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return await _parts.Database.ReadAsync(sql => sql.Scalar("SELECT 1") is not null, either.Token).WaitAsync(either.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or System.Data.Common.DbException or IOException)
        {
            return false;
        }
    }

    /// <summary>A <see cref="WorkCall"/>: the workers of a fleet connect here.</summary>
    /// <exception cref="Contracts.Rpc.RpcException">The worker does not say who it is.</exception>
    public IAsyncEnumerable<WorkerOrder> WorkAsync(IAsyncEnumerable<WorkerMessage> messages, CancellationToken cancellationToken) =>
        _parts.Fleet.WorkAsync(messages, cancellationToken);

    /// <summary>Stops running functions; their work goes back to the queue and is done at the next start.</summary>
    public ValueTask DisposeAsync() => CloseAsync(release: true);

    /// <summary>For crash tests: leaves the database as a killed process would.</summary>
    internal ValueTask AbortAsync() => CloseAsync(release: false);

    private async ValueTask CloseAsync(bool release)
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        try
        {
            await _parts.StopAsync(release);
        }
        finally
        {
            _parts.Dispose();
            await _parts.Database.DisposeAsync();
            _ownership?.Dispose();
        }
    }

    /// <summary>Before there is a row that an object could belong to.</summary>
    private async Task<Payload> KeepAsync(string run, IMessage model, CancellationToken cancellationToken)
    {
        if (model.CalculateSize() > Payload.InlineBytes)
        {
            await _parts.Database.WriteAsync(transaction => RemovalRows.Announce(transaction, AttemptKey.RunPrefix(run)), cancellationToken);
        }

        return await _parts.Payloads.KeepAsync(run, model, cancellationToken);
    }

    private ApiMethod Api(string fullName) => _parts.Catalog.Method(fullName)
        ?? throw new ArgumentException($"No service has the method {fullName}.", nameof(fullName));

    private async Task<RunRow> FindAsync(string runId, CancellationToken cancellationToken) =>
        await _parts.Database.ReadAsync(sql => RunRows.Find(sql, runId), cancellationToken)
        ?? throw new ArgumentException($"There is no run '{runId}'.", nameof(runId));

    private static Submission.Accepted Known(RunRow run, ApiMethod api) => run.Method == api.FullName
        ? new Submission.Accepted(run.Id, IsNew: false)
        : throw new ArgumentException($"The request id is of a request of {run.Method}.");
}
