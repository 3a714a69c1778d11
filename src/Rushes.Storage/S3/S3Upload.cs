using Amazon.S3.Model;
using Microsoft.Extensions.Logging;

namespace Rushes.Storage.S3;

/// <summary>
/// An upload in parts, visible only when all of them are there and it is completed; aborted when that fails. What is left
/// when we die is aborted by the sweep.
/// </summary>
internal sealed partial class S3Upload(S3Calls calls, S3Address place, ILogger logger)
{
    /// <summary>The server may put the parts together before it answers.</summary>
    private const long CompletionBytes = 128 << 20;

    /// <param name="send">Given the id of the upload, sends all parts. When it fails, none is on its way any more.</param>
    /// <param name="cancellationToken">Ends it; then there is no object.</param>
    public async Task RunAsync(Func<string, CancellationToken, Task<SentParts>> send, CancellationToken cancellationToken)
    {
        var id = await calls.RunAsync(
            place, 0, async (client, token) =>
                (await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = place.Bucket, Key = place.Key }, token)).UploadId,
            cancellationToken);
        try
        {
            await CompleteAsync(id, await send(id, cancellationToken), cancellationToken);
        }
        catch
        {
            await AbortAsync(id);
            throw;
        }
    }

    /// <summary>Aborts it. Nothing happens when it is not there any more.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(place, 0, (client, token) => client.AbortMultipartUploadAsync(Ending(id), token), cancellationToken);
        }
        catch (UploadEndedException)
        {
            // By an earlier try whose answer was lost, or by another sweep.
        }
    }

    private async Task CompleteAsync(string id, SentParts parts, CancellationToken cancellationToken)
    {
        try
        {
            await calls.RunAsync(
                place, CompletionBytes, (client, token) => client.CompleteMultipartUploadAsync(
                    new CompleteMultipartUploadRequest { BucketName = place.Bucket, Key = place.Key, UploadId = id, PartETags = parts.Tags }, token),
                cancellationToken);
        }
        catch (UploadEndedException)
        {
            // The answer to an earlier try was lost, or somebody aborted it. The object itself tells which.
            if (await S3Lookup.FindAsync(calls, place, cancellationToken) is not { } found || found.Size != parts.Size)
            {
                throw;
            }
        }
    }

    /// <summary>Also when the caller has cancelled, and only once: what fails here is the sweep's.</summary>
    private async Task AbortAsync(string id)
    {
        try
        {
            await calls.TryAsync(place, 0, (client, token) => client.AbortMultipartUploadAsync(Ending(id), token), CancellationToken.None);
        }
        catch (IOException error)
        {
            Log.Stays(logger, place, error.Message);
        }
    }

    private AbortMultipartUploadRequest Ending(string id) => new() { BucketName = place.Bucket, Key = place.Key, UploadId = id };

    private static partial class Log
    {
        [LoggerMessage(7002, LogLevel.Warning, "{Place}: the parts of an upload that failed are still there: {Reason}")]
        public static partial void Stays(ILogger logger, S3Address place, string reason);
    }
}
