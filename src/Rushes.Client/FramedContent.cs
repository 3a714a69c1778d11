using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Rushes.Contracts.Rpc;

namespace Rushes.Client;

/// <summary>The body of a gRPC request: written message by message, for as long as there are any.</summary>
internal sealed class FramedContent : HttpContent
{
    private readonly IAsyncEnumerable<IMessage> _requests;

    public FramedContent(IAsyncEnumerable<IMessage> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        _requests = requests;
        Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
    }

    /// <summary>What the source of the requests has thrown.</summary>
    public Exception? SourceFailure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The server learns of the call although the first request may be hours away.
        await stream.FlushAsync(cancellationToken);
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await using var requests = _requests.GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(requests))
        {
            MessageFrames.Write(output, requests.Current);
            await output.FlushAsync(cancellationToken);
        }

        await output.CompleteAsync();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<IMessage> requests)
    {
        try
        {
            return await requests.MoveNextAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            SourceFailure = exception;
            throw;
        }
    }
}
