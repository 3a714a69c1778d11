using Microsoft.Extensions.Logging;
using Rushes.Client;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Cli.Remote;

/// <summary>A server, called again while it is away.</summary>
internal sealed partial class ServerConnection : IDisposable
{
    private readonly RpcChannel _channel;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public ServerConnection(Uri address, string? token, TimeProvider time, ILoggerFactory logging)
    {
        (Address, _time, _logger) = (address, time, logging.CreateLogger<ServerConnection>());
        _channel = new RpcChannel(address, new RpcChannelOptions { Token = token, Time = time });
        Client = new RushesClient(_channel);
    }

    public Uri Address { get; }

    public RushesClient Client { get; }

    /// <summary>Knocks, so that nobody reads a long film before he learns that there is no server. Null: it answers.</summary>
    public async Task<Failure?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Client.Jobs.ListAsync(cancellationToken).AnyAsync(cancellationToken);
            return null;
        }
        catch (RpcException exception)
        {
            return ServerFailures.OfOneCall(Address, exception)[0];
        }
    }

    /// <param name="call">May be made again. Renews the patience whenever something has come.</param>
    /// <param name="cancellationToken">Ends the waits; the call has it, too.</param>
    /// <exception cref="RpcException">It failed, or the server was away for too long.</exception>
    public async Task<T> CallAsync<T>(Func<Patience, Task<T>> call, CancellationToken cancellationToken)
    {
        var patience = new Patience(_time);
        while (true)
        {
            try
            {
                return await call(patience);
            }
            catch (RpcException exception) when (IsAway(exception))
            {
                Log.Away(_logger, exception.Message);
                await patience.WaitAsync(exception, cancellationToken);
            }
        }
    }

    public Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) => CallAsync(_ => call(), cancellationToken);

    public void Dispose() => _channel.Dispose();

    /// <summary>Out of reach; or we have called too often, and may again in a moment.</summary>
    private static bool IsAway(RpcException exception) =>
        exception.Code == RpcCode.Unavailable || exception is { Code: RpcCode.ResourceExhausted, Failures.Count: 0 };

    private static partial class Log
    {
        [LoggerMessage(2002, LogLevel.Warning, "The server is away; calling again: {Reason}")]
        public static partial void Away(ILogger logger, string reason);
    }
}
