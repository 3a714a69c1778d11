using System.Runtime.CompilerServices;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Client.Tests;

/// <summary>Answers with what it was asked; some texts have an effect.</summary>
internal sealed class EchoService
{
    public const string Refuse = "refuse";
    public const string Break = "break";
    public const string Wait = "wait";

    /// <summary>Nothing of it may be seen by a caller.</summary>
    public const string Secret = "the password is 1234";

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _counted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A call that waits has come in.</summary>
    public Task Begun => _begun.Task;

    /// <summary>A call that waited was told to end.</summary>
    public Task Cancelled => _cancelled.Task;

    /// <summary>Counting has ended, be it in the middle.</summary>
    public Task Counted => _counted.Task;

    /// <summary>The last number that was made.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<RpcMethod> Methods =>
    [
        RpcMethod.Unary(EchoMethods.Say, RpcRole.Submit, SayAsync),
        RpcMethod.ServerStreaming(EchoMethods.Count, RpcRole.Read, CountAsync),
        RpcMethod.Streaming<EchoRequest, EchoResponse>(EchoMethods.Sum, RpcRole.Operate, SumAsync),
        RpcMethod.Streaming<EchoRequest, EchoResponse>(EchoMethods.Chat, RpcRole.Operate, ChatAsync),
    ];

    private async Task<EchoResponse> SayAsync(EchoRequest request, RpcCall call, CancellationToken cancellationToken)
    {
        await call.AnnounceAsync(cancellationToken, ("echo-caller", call.Caller), ("echo-header", call.Header("echo-header") ?? ""));
        await ActAsync(request.Text, cancellationToken);
        return new EchoResponse { Text = request.Text, Payload = request.Payload, Request = request };
    }

    private async IAsyncEnumerable<EchoResponse> CountAsync(EchoRequest request, RpcCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (Count = 0; Count < request.Count; Count++)
            {
                yield return new EchoResponse { Number = Count, Payload = request.Payload };
            }

            await ActAsync(request.Text, cancellationToken);
        }
        finally
        {
            _counted.TrySetResult();
        }
    }

    private async IAsyncEnumerable<EchoResponse> SumAsync(
        IAsyncEnumerable<EchoRequest> requests, RpcCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sum = 0;
        await foreach (var request in requests.WithCancellation(cancellationToken))
        {
            sum += request.Count;
        }

        yield return new EchoResponse { Number = sum };
    }

    private async IAsyncEnumerable<EchoResponse> ChatAsync(
        IAsyncEnumerable<EchoRequest> requests, RpcCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ended = false;
        try
        {
            await foreach (var request in requests.WithCancellation(cancellationToken))
            {
                _begun.TrySetResult();
                await ActAsync(request.Text, cancellationToken);
                yield return new EchoResponse { Text = request.Text };
            }

            ended = true;
        }
        finally
        {
            // A caller that goes breaks its requests off and cancels the call, in no order.
            if (!ended)
            {
                _cancelled.TrySetResult();
            }
        }
    }

    private async Task ActAsync(string text, CancellationToken cancellationToken)
    {
        switch (text)
        {
            case Refuse:
                throw RpcException.Refused([.. Enumerable.Range(0, 20).Select(Mistake)]);
            case Break:
                throw new InvalidOperationException(Secret);
            case Wait:
                _begun.TrySetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    _cancelled.TrySetResult();
                }

                break;
            default:
                break;
        }
    }

    private static Failure Mistake(int number) => Failure.Refusal("echo.mistake", $"Mistake {number}: 100 % wrong, äöü", "Do better.", new Place { Field = $"parts[{number}]" });
}
