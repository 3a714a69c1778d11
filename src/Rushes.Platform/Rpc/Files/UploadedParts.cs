using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Rpc.Files;

/// <summary>The requests of an upload. A caller that is silent for long does not keep the place of another.</summary>
internal sealed class UploadedParts : IAsyncDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _silence = new();
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _either;
    private readonly IAsyncEnumerator<UploadFileRequest> _requests;

    public UploadedParts(IAsyncEnumerable<UploadFileRequest> requests, TimeProvider time, CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => _silence.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_silence.Token, cancellationToken);
        _requests = requests.GetAsyncEnumerator(_either.Token);
    }

    /// <summary>Null: there are no more. The part holds until the next one is asked for.</summary>
    /// <exception cref="RpcException">None has come for too long.</exception>
    public async ValueTask<UploadFileRequest?> NextAsync()
    {
        _timer.Change(LongestSilence, Timeout.InfiniteTimeSpan);
        try
        {
            return await _requests.MoveNextAsync() ? _requests.Current : null;
        }
        catch (OperationCanceledException) when (_silence.IsCancellationRequested)
        {
            throw new RpcException(RpcCode.Unavailable, $"Nothing has come for {LongestSilence.TotalSeconds:0} seconds. Upload the file again.");
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _requests.DisposeAsync();
        _either.Dispose();
        _silence.Dispose();
    }
}
