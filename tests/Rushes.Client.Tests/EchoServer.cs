using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Client.Tests;

/// <summary>A real Kestrel on ports of its own: one for HTTP/1.1, one for HTTP/2, or one by TLS for both.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    public static readonly RequestRate NoLimit = new(1e9, int.MaxValue);

    private readonly RpcServer _server;

    private readonly ErrorLog _log;

    private EchoServer(RpcServer server, ErrorLog log) => (_server, _log) = (server, log);

    /// <summary>What the server thought worth an error in its log.</summary>
    public IReadOnlyCollection<string> Errors => _log.Errors;

    public EchoService Service { get; private init; } = new();

    public Uri Http1 => _server.Addresses[0];

    public Uri Http2 => _server.Addresses[^1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<EchoServer> StartAsync(
        RpcAccess? access = null, TimeProvider? time = null, X509Certificate2? certificate = null, RpcServerLimits? limits = null, IReadOnlyList<RpcMethod>? more = null)
    {
        var service = new EchoService();
        var clock = time ?? TimeProvider.System;
        var log = new ErrorLog();
        var options = new RpcOptions { Access = access ?? RpcAccess.ForThisMachine(NoLimit, clock), Logger = log, Time = clock };
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        RpcListener[] listeners = certificate is null
            ? [new(any, HttpProtocols.Http1), new(any, HttpProtocols.Http2)]
            : [new(any, HttpProtocols.Http1AndHttp2, certificate)];
        var server = await RpcServer.StartAsync(
            listeners, [.. service.Methods, .. more ?? []], options, limits ?? new RpcServerLimits(), NullLoggerFactory.Instance, null, Token);
        return new EchoServer(server, log) { Service = service };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed class ErrorLog : ILogger
    {
        private readonly ConcurrentQueue<string> _errors = [];

        public IReadOnlyCollection<string> Errors => _errors;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _errors.Enqueue(formatter(state, exception));
    }
}
