using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Rushes.Cli.Commands;
using Rushes.Cli.Hosting;
using Rushes.Contracts;
using Rushes.Platform.Fleet;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Rpc.Files;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Platform.Rpc.Webhooks;
using Rushes.Platform.Services;
using Rushes.Platform.Telemetry;
using Rushes.Storage;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Serving;

/// <summary>A server from its start to its end: the platform, and the API on top of it.</summary>
internal sealed class ServeRun(ServeSettings settings, Surroundings surroundings)
{
    /// <summary>A mezzanine of a few hours, and no more.</summary>
    private const long MaxUploadBytes = 4L << 40;

    /// <summary>Long enough for a store to be started again, or for somebody to make room.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly TimeProvider _time = surroundings.Time;

    /// <summary>Until cancelled. What runs here then goes back to the queue; workers connect elsewhere.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var logging = StandardErrorLog.Create(settings.Verbose, surroundings);
        using var export = OtlpExport.Start(surroundings);
        using var metrics = new PrometheusText();
        var (tools, failures) = settings.Slots == 0 ? (null, []) : await LocalTools.FindAsync(surroundings, cancellationToken);
        if (failures.Count > 0)
        {
            Report.FailureText.Write(failures, surroundings.Error);
            return ExitCodes.For(failures);
        }

        // Without slots no tool is needed here: no function of the services is run.
        var services = tools is null ? ServiceCatalog.Definitions : ServiceCatalog.Create(tools.Located);
        var runner = tools?.Runner ?? new ToolRunner(_time);
        using var place = WorkerPlace.Take(settings.WorkPath);
        var store = settings.Store.Open(settings.Readable, _time, logging);
        using var webhooks = settings.Access is { } access
            ? new WebhookSender(new WebhookOptions { Secrets = access.WebhookSecrets }, _time, logging.CreateLogger<WebhookSender>())
            : null;
        await using var host = await PlatformHost.StartAsync(Options(place, webhooks, new SharedPieces(store, _time, logging.CreateLogger<SharedPieces>())), services, store, runner, _time, logging, cancellationToken);
        var options = RpcOptions(logging);
        await using var server = await RpcServer.StartAsync(
            Listeners(), Methods(host, [.. services.Where(service => settings.Services?.Contains(service.Name) ?? true)], store), options, new RpcServerLimits(), logging, routes =>
            {
                Probes(routes, host);
                routes.MapText("/metrics", options.Access, PrometheusText.ContentType, metrics.Write);
            },
            cancellationToken);
        Announce(server);
        await Task.WhenAny(host.Broken, Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken));
        if (!host.Broken.IsCompleted)
        {
            return ExitCodes.Done;
        }

        await host.Broken;
        return ExitCodes.Failed;
    }

    private PlatformOptions Options(WorkerPlace place, WebhookSender? webhooks, SharedPieces pieces) => new()
    {
        Database = settings.Database,
        ScratchFolder = place.Scratch,
        CacheFolder = place.Cache,
        Slots = settings.Slots,
        Pieces = pieces,
        Fleet = true,
        Services = settings.Services,
        Lease = settings.Lease,
        Patience = Patience,
        Retain = settings.Retain,
        PiecesKept = settings.Retain,
        Welcome = new WorkerWelcome { Store = settings.StoreText, Readable = { settings.Readable } },
        Webhooks = webhooks,
    };

    private RpcOptions RpcOptions(ILoggerFactory logging) => new()
    {
        Access = settings.Access is { } access ? RpcAccess.ByToken(access.Tokens, RequestRate.Default, _time) : RpcAccess.ForThisMachine(RequestRate.Default, _time),
        Logger = logging.CreateLogger<RpcServer>(),
        Time = _time,
    };

    private IReadOnlyList<RpcListener> Listeners() => (settings.Certificate, settings.Http) switch
    {
        ({ } certificate, _) => [new RpcListener(settings.Listen, HttpProtocols.Http1AndHttp2, certificate)],
        (null, { } http) => [new RpcListener(settings.Listen, HttpProtocols.Http2), new RpcListener(http, HttpProtocols.Http1)],
        _ => [new RpcListener(settings.Listen, HttpProtocols.Http2)],
    };

    private IReadOnlyList<RpcMethod> Methods(PlatformHost host, IReadOnlyList<Service> services, IObjectStore store) =>
        [.. JobsApi.Methods(services, host.Jobs, _time), .. QueueApi.Methods(host.Work), .. FilesApi.Methods(store, host.Uploads, MaxUploadBytes, _time), WorkersApi.Method(host.WorkAsync)];

    /// <summary>Alive: the process answers. Ready: so does its database.</summary>
    private static void Probes(IEndpointRouteBuilder routes, PlatformHost host)
    {
        routes.MapGet("/healthz", () => Results.Text(host.Broken.IsCompleted ? "broken\n" : "ok\n", statusCode: host.Broken.IsCompleted ? 503 : 200));
        routes.MapGet("/readyz", async (CancellationToken cancellationToken) =>
            await host.IsReadyAsync(cancellationToken) ? Results.Text("ok\n") : Results.Text("the database does not answer\n", statusCode: 503));
    }

    private void Announce(RpcServer server)
    {
        surroundings.Output.WriteLine($"Serving {server.Addresses[0]} (gRPC; for 'rushes worker --server' and 'rushes encode --server')");
        if (server.Addresses.Count > 1)
        {
            surroundings.Output.WriteLine($"Serving {server.Addresses[1]} (JSON and Connect)");
        }

        surroundings.Output.Flush();
    }
}
