using Microsoft.Extensions.Logging;
using Rushes.Cli.Commands;
using Rushes.Cli.Hosting;
using Rushes.Cli.Remote;
using Rushes.Client;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Fleet;
using Rushes.Storage;

namespace Rushes.Cli.Serving;

/// <summary>A worker from its start to its end.</summary>
internal sealed class WorkerRun(WorkerSettings settings, Surroundings surroundings)
{
    private readonly TimeProvider _time = surroundings.Time;

    /// <summary>Until cancelled, or idle for as long as it may be: then nothing new is taken, and what runs may end within the time that is set for it.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var logging = StandardErrorLog.Create(settings.Verbose, surroundings);
        using var export = OtlpExport.Start(surroundings);
        var (tools, failures) = await LocalTools.FindAsync(surroundings, cancellationToken);
        if (tools is null)
        {
            Report.FailureText.Write(failures, surroundings.Error);
            return ExitCodes.For(failures);
        }

        using var channel = new RpcChannel(settings.Server, new RpcChannelOptions { Token = settings.Token, Time = _time });
        using var place = WorkerPlace.Take(settings.WorkPath);
        var options = new FleetWorkerOptions
        {
            ScratchFolder = place.Scratch,
            CacheFolder = place.Cache,
            Cores = settings.Cores,
            Memory = settings.Memory,
        };
        await using var worker = FleetWorker.Start(
            options, ServiceCatalog.Create(tools.Located), welcome => OpenStore(welcome, logging), tools.Runner, (messages, token) => channel.StreamAsync(WorkerMethods.Work, messages, null, token), _time, logging);
        await surroundings.Output.WriteLineAsync($"Worker {worker.Id} for {settings.Server}");
        await surroundings.Output.FlushAsync(CancellationToken.None);
        var over = settings.Idle is { } idle ? worker.IdleAsync(idle, cancellationToken) : Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        await Task.WhenAny(worker.Broken, over);
        if (worker.Broken.IsCompleted)
        {
            return await SayAsync(worker.Broken);
        }

        using var patience = new CancellationTokenSource(settings.Drain, _time);
        await worker.DrainAsync(patience.Token);
        return ExitCodes.Done;
    }

    /// <summary>It has ended by an exception.</summary>
    private async Task<int> SayAsync(Task broken)
    {
        try
        {
            await broken;
            return ExitCodes.Done;
        }
        catch (RpcException exception)
        {
            var failures = ServerFailures.Of(settings.Server, exception);
            Report.FailureText.Write(failures, surroundings.Error);
            return ExitCodes.For(failures);
        }
    }

    private IObjectStore OpenStore(WorkerWelcome welcome, ILoggerFactory logging) =>
        StoreLocation.Parse(settings.Store ?? welcome.Store).Open(welcome.Readable, _time, logging);
}
