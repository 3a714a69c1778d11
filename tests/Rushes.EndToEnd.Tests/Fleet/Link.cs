using System.Net;
using System.Net.Sockets;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>
/// A way to one of several places over TCP that a test can cut. Silent: nothing arrives any more, and nobody is told, not even of
/// the end of a process. Broken: every connection is reset.
/// </summary>
internal sealed class Link : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly IReadOnlyList<EndPoint> _places;
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly Task _accepting;
    private TaskCompletionSource _flows = Flowing();
    private int _next;
    private long _carried;

    /// <param name="listener">Listens; it is disposed with the link.</param>
    /// <param name="places">Where connections go, to one after the other.</param>
    public Link(Socket listener, params IReadOnlyList<EndPoint> places)
    {
        (_listener, _places) = (listener, places);
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Bytes so far, both ways.</summary>
    public long Carried => Interlocked.Read(ref _carried);

    public static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    public void Silence()
    {
        lock (_lock)
        {
            _flows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Restore()
    {
        lock (_lock)
        {
            _flows.TrySetResult();
        }
    }

    public void Break()
    {
        lock (_lock)
        {
            foreach (var socket in _sockets)
            {
                Reset(socket);
            }

            _sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Restore();
        Break();
        _over.Dispose();
    }

    private static TaskCompletionSource Flowing()
    {
        var flows = new TaskCompletionSource();
        flows.SetResult();
        return flows;
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, 0);
        socket.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                _ = CarryAsync(await _listener.AcceptAsync(_over.Token));
            }
            catch (Exception) when (_over.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(Socket near)
    {
        Keep(near);
        var place = _places[Interlocked.Increment(ref _next) % _places.Count];
        var far = new Socket(place.AddressFamily, SocketType.Stream, place is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        Keep(far);
        try
        {
            await Volatile.Read(ref _flows).Task;
            await far.ConnectAsync(place, _over.Token);
            await Task.WhenAll(CopyAsync(near, far), CopyAsync(far, near));
        }
        catch (Exception)
        {
            // One of them is gone; the other learns it when the link lets it.
            await Volatile.Read(ref _flows).Task;
        }

        End(near);
        End(far);
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 << 10];
        int count;
        while ((count = await from.ReceiveAsync(buffer, _over.Token)) > 0)
        {
            Interlocked.Add(ref _carried, count);
            await Volatile.Read(ref _flows).Task;
            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _over.Token);
            }
        }

        await Volatile.Read(ref _flows).Task;
        to.Shutdown(SocketShutdown.Send);
    }

    private void Keep(Socket socket)
    {
        lock (_lock)
        {
            _sockets.Add(socket);
        }
    }

    private void End(Socket socket)
    {
        lock (_lock)
        {
            if (_sockets.Remove(socket))
            {
                Reset(socket);
            }
        }
    }
}
