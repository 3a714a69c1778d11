using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Rpc.Files;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Platform.Services;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Cli.Tests.Remote;

/// <summary>A server in this process: API, files and functions, over a folder. It may go and come back at the same address.</summary>
internal sealed class TitleServer(TestFolder folder) : IAsyncDisposable
{
    private PlatformHost? _host;
    private RpcServer? _server;
    private IPEndPoint _address = new(IPAddress.Loopback, 0);

    /// <summary>Where the objects are; a test counts its calls.</summary>
    public FaultyObjectStore Store { get; } = new(new LocalObjectStore(folder["server/objects"], []), TimeProvider.System);

    public RpcAccess Access { get; init; } = RpcAccess.ForThisMachine(RequestRate.Default, TimeProvider.System);

    public string Url => $"http://{_address}";

    public IJobs Jobs => _host!.Jobs;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task StartAsync(params IReadOnlyList<Service> services)
    {
        var options = new PlatformOptions
        {
            Database = new DatabaseLocation.SqliteFile(folder["server/state.db"]),
            ScratchFolder = folder["server/scratch"],
            Slots = 2,
            Backoff = TimeSpan.FromMilliseconds(1),
        };
        _host = await PlatformHost.StartAsync(options, services, Store, TestMedia.Runner, TimeProvider.System, NullLoggerFactory.Instance, Token);
        var rpc = new RpcOptions { Access = Access, Logger = NullLogger.Instance };
        _server = await RpcServer.StartAsync(
            [new RpcListener(_address, HttpProtocols.Http2)],
            [.. JobsApi.Methods(services, _host.Jobs, TimeProvider.System), .. QueueApi.Methods(_host.Work), .. FilesApi.Methods(Store, _host.Uploads, 1 << 30, TimeProvider.System)],
            rpc, new RpcServerLimits(), NullLoggerFactory.Instance, null, Token);
        _address = new IPEndPoint(IPAddress.Loopback, _server.Addresses[0].Port);
    }

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
