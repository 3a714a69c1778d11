using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Rushes.Platform.Rpc;

/// <summary>
/// Cuts a caller off that does not take what it is sent. A write waits for the caller once the buffers between are full, and
/// nothing more is made meanwhile; only the call is lost, and not the connection where it carries others.
/// </summary>
internal sealed partial class SlowCaller : IDisposable
{
    private readonly HttpContext _http;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private volatile bool _isCutOff;

    public SlowCaller(HttpContext http, RpcMethod method, RpcOptions options)
    {
        (_http, _limit, _time) = (http, options.TakeWithin, options.Time);
        _timer = options.Time.CreateTimer(
            _ =>
            {
                Log.CutOff(options.Logger, method.FullName, _limit);
                _isCutOff = true;
                http.Abort();
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <exception cref="OperationCanceledException">The caller is cut off.</exception>
    public async Task SendAsync(Func<Task> write)
    {
        _timer.Change(_limit, Timeout.InfiniteTimeSpan);
        try
        {
            await write();
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        if (_isCutOff)
        {
            // The server takes what is written from now on, and throws it away; soon it says so.
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, _http.RequestAborted);
        }
    }

    public void Dispose() => _timer.Dispose();

    private static partial class Log
    {
        [LoggerMessage(1502, LogLevel.Warning, "A caller of {Method} has not taken its response for {Limit}; it is cut off")]
        public static partial void CutOff(ILogger logger, string method, TimeSpan limit);
    }
}
