using Microsoft.Extensions.Logging;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Rushes.Platform.Workflows;
using Rushes.Storage;
using Rushes.Storage.Caching;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Hosting;

/// <summary>The worker in this process: what a dispatcher assigns to it, it runs.</summary>
internal sealed class LocalFunctions : IDisposable
{
    private readonly LeasePump _pump;
    private readonly string _scratch;

    public LocalFunctions(
        PlatformOptions options, LocalWorker worker, WorkflowCatalog catalog, StateDatabase database, MessageQueue queue, QueueSignals signals,
        Settlement settlement, ProgressBoard board, IObjectStore store, IToolRunner tools, TimeProvider time, Action<Exception> broken, ILoggerFactory logging)
    {
        _scratch = options.ScratchFolder;
        var cache = new ObjectCache(store, options.CacheFolder ?? $"{Path.TrimEndingDirectorySeparator(_scratch)}-cache", options.CacheBytes, time);
        var functions = new FunctionWorker(catalog, store, cache, options.Pieces, tools, board, _scratch, time, logging, settlement.SettleAsync);
        var leases = new AssignedLeases(database, queue, signals, worker.Id, QueueNames.Compute, options.Lease, [], time);
        _pump = new LeasePump(leases, LeasePump.MostAssigned, options.Lease, time, functions.HandleAsync, broken, logging.CreateLogger<LeasePump>());
    }

    public void Start()
    {
        FunctionWorker.EmptyScratch(_scratch);
        _pump.Start();
    }

    public Task StopAsync() => _pump.StopAsync();

    public void Dispose() => _pump.Dispose();
}
