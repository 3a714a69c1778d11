using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Client;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Fleet;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;

namespace Rushes.Benchmarks;

/// <summary>
/// What <c>rushes serve</c> and <c>rushes worker</c> are made of, with the function of the benchmark. Runs until its standard input
/// ends.
/// </summary>
internal static class FleetProcess
{
    public const string Server = "fleet-server";
    public const string Worker = "fleet-worker";

    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Writes its address.</summary>
    /// <param name="database"><c>sqlite:PATH</c>, or Npgsql's connection string.</param>
    /// <param name="folder">Scratch, and the store.</param>
    public static async Task ServeAsync(string database, string folder)
    {
        var services = FleetWork.Services(folder);
        var options = new PlatformOptions
        {
            Database = database.StartsWith("sqlite:", StringComparison.Ordinal) ? DatabaseLocation.Parse(database) : new DatabaseLocation.PostgresServer(database),
            ScratchFolder = Path.Combine(folder, "scratch"),
            Slots = 0,
            Fleet = true,
            Welcome = new WorkerWelcome { Store = LocalObjectStore.UriOf(Path.Combine(folder, "objects")) },
        };
        var store = new LocalObjectStore(Path.Combine(folder, "objects"), []);
        await using var host = await PlatformHost.StartAsync(
            options, services, store, new ToolRunner(Time), Time, NullLoggerFactory.Instance, CancellationToken.None);
        var rpc = new RpcOptions { Access = RpcAccess.ForThisMachine(new RequestRate(1e9, int.MaxValue), Time), Logger = NullLogger.Instance };
        await using var server = await RpcServer.StartAsync(
            [new RpcListener(new IPEndPoint(IPAddress.Loopback, 0), HttpProtocols.Http2)],
            [.. JobsApi.Methods(services, host.Jobs, Time), WorkersApi.Method(host.WorkAsync)], rpc, new RpcServerLimits(), NullLoggerFactory.Instance, null,
            CancellationToken.None);
        await RunAsync(server.Addresses[0].AbsoluteUri);
    }

    /// <param name="url">Of the server.</param>
    /// <param name="folder">Scratch.</param>
    public static async Task WorkAsync(string url, string folder)
    {
        using var channel = new RpcChannel(new Uri(url));
        await using var worker = FleetWorker.Start(
            new FleetWorkerOptions { ScratchFolder = folder, Cores = 1, Memory = 1L << 30 }, FleetWork.Services(Path.GetDirectoryName(folder)!),
            welcome => new LocalObjectStore(new Uri(welcome.Store).LocalPath, []), new ToolRunner(Time),
            (messages, token) => channel.StreamAsync(WorkerMethods.Work, messages, null, token), Time, NullLoggerFactory.Instance);
        await RunAsync(worker.Id);
    }

    private static async Task RunAsync(string name)
    {
        await Console.Out.WriteLineAsync(name);
        await Console.Out.FlushAsync();
        await Console.In.ReadToEndAsync();
    }
}
