using System.Net;
using System.Net.Sockets;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>A listener on loopback that nobody may call. Who does is hung up on.</summary>
internal sealed class CanaryServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _calls;

    internal CanaryServer()
    {
        _listener.Start();
        _ = AnswerAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>
    /// Whether somebody has called. The kernel takes calls before we do: one that was made waits to be counted.
    /// </summary>
    internal bool WasCalled => Volatile.Read(ref _calls) > 0 || _listener.Pending();

    public void Dispose() => _listener.Dispose();

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptSocketAsync();
                Interlocked.Increment(ref _calls);
                caller.Dispose();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}
