using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Rushes.Platform.Rpc;

/// <summary>
/// A place to listen at. In the clear, HTTP/1.1 (JSON and Connect) and HTTP/2 (gRPC, and Connect) need a port each; by TLS one port
/// takes both.
/// </summary>
/// <param name="Address">Port 0: any that is free.</param>
/// <param name="Protocols">In the clear one of HTTP/1.1 and HTTP/2.</param>
/// <param name="Certificate">With its private key; null: in the clear.</param>
public sealed record RpcListener(IPEndPoint Address, HttpProtocols Protocols, X509Certificate2? Certificate = null);

/// <summary>What a server allows its callers beside what <see cref="RpcOptions"/> says.</summary>
public sealed record RpcServerLimits
{
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Bytes per second that a request must have on average; a slower caller is cut off. Streams may pause.</summary>
    public double MinBytesPerSecond { get; init; } = 240;

    /// <summary>How long a caller may be slower at first. More than a second.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>Kestrel with methods on it, in the way that all three protocols need.</summary>
public sealed class RpcServer : IAsyncDisposable
{
    /// <summary>Calls that are open when the server stops may say so to their callers.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping;
    private bool _closed;

    private RpcServer(WebApplication application, CancellationTokenSource stopping) =>
        (_application, _stopping, Addresses) = (application, stopping, [.. application.Urls.Select(url => new Uri(url))]);

    /// <summary>In the order of the listeners, with the ports that they were given.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <param name="listeners">Where.</param>
    /// <param name="methods">What.</param>
    /// <param name="options">Its <see cref="RpcOptions.Stopping"/> is the server's own.</param>
    /// <param name="limits">For all connections.</param>
    /// <param name="logging">Of the server.</param>
    /// <param name="map">What else is to be served; null: nothing.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ArgumentException">It must not listen there without tokens.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<RpcServer> StartAsync(
        IReadOnlyList<RpcListener> listeners, IReadOnlyList<RpcMethod> methods, RpcOptions options, RpcServerLimits limits, ILoggerFactory logging,
        Action<IEndpointRouteBuilder>? map, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listeners);
        ArgumentNullException.ThrowIfNull(options);
        if (listeners.Select(listener => options.Access.Check(listener.Address.Address)).FirstOrDefault(failure => failure is not null) is { } refusal)
        {
            throw new ArgumentException(refusal.Message, nameof(listeners));
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, listeners, limits));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(logging);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        var application = builder.Build();
        var stopping = new CancellationTokenSource();
        try
        {
            application.MapRpc(methods, options with { Stopping = stopping.Token });
            map?.Invoke(application);
            await application.StartAsync(cancellationToken);
            return new RpcServer(application, stopping);
        }
        catch
        {
            await application.DisposeAsync();
            stopping.Dispose();
            throw;
        }
    }

    /// <summary>Open calls end with <see cref="Contracts.Rpc.RpcCode.Unavailable"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        await _stopping.CancelAsync();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _stopping.Dispose();
    }

    private static void Configure(KestrelServerOptions kestrel, IReadOnlyList<RpcListener> listeners, RpcServerLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = limits.MaxConnections;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(limits.MinBytesPerSecond, limits.Grace);

        // A stream may be silent for hours; a link that was cut is noticed by that.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        foreach (var listener in listeners)
        {
            kestrel.Listen(listener.Address, endpoint =>
            {
                endpoint.Protocols = listener.Protocols;
                if (listener.Certificate is { } certificate)
                {
                    endpoint.UseHttps(certificate);
                }
            });
        }
    }

    /// <summary>Signals of the system are the program's, not the server's.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
