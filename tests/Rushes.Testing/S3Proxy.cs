using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Rushes.Testing;

/// <summary>A front of the shared S3 server of a test's own, to be killed and started; what it stored stays.</summary>
public sealed class S3Proxy : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();
    private CancellationTokenSource? _alive;
    private Task? _process;

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <summary>Makes and starts it; without Swift the test is skipped, or fails on the build server.</summary>
    public static async Task<S3Proxy> StartNewAsync(CancellationToken cancellationToken)
    {
        var configuration = S3Server.ProxyConfiguration;
        var proxy = new S3Proxy();
        var lines = (await File.ReadAllLinesAsync(configuration, cancellationToken))
            .Select(line => line.StartsWith("bind_port=", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"bind_port={proxy._port}") : line);
        await File.WriteAllLinesAsync(proxy._folder["proxy.conf"], lines, cancellationToken);
        await proxy.StartAsync(cancellationToken);
        return proxy;
    }

    /// <summary>Returns when it takes connections.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _alive = new CancellationTokenSource();
        var process = TestMedia.Runner.RunAsync(
            new("/usr/bin/swift-proxy-server", [_folder["proxy.conf"]]) { Limits = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) }, _alive.Token);
        _process = process;
        while (!await AnswersAsync(cancellationToken))
        {
            if (process.IsCompleted)
                Assert.Fail((await process).ErrorTail);
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>At once, with all its connections.</summary>
    public async Task KillAsync()
    {
        if (_alive is null)
            return;
        await _alive.CancelAsync();
        await _process!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _alive.Dispose();
        _alive = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Below those that the kernel gives to connections: it has to stay ours while the server is down.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }
}
