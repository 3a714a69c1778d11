using Amazon.S3.Model;
using Microsoft.Extensions.Logging;

namespace Rushes.Storage.S3;

/// <summary>Writes an object from a stream: at once when it is one part, else in parts that are sent while the stream is read.</summary>
internal sealed class S3Put(S3Calls calls, S3Address place, SemaphoreSlim free, S3Settings settings, ILogger logger)
{
    public async Task RunAsync(Stream content, CancellationToken cancellationToken)
    {
        var reader = new PartReader(content, free, settings.PartBytes);
        using var first = await reader.ReadAsync(cancellationToken); // given back earlier, when it is sent
        if (first.IsLast)
        {
            await PutAsync(first, cancellationToken);
            return;
        }

        await new S3Upload(calls, place, logger).RunAsync((id, token) => SendAsync(reader, first, id, token), cancellationToken);
    }

    /// <summary>The signature covers a digest of all bytes, so the server would refuse what the network has changed.</summary>
    private Task<PutObjectResponse> PutAsync(PartReader.Part part, CancellationToken cancellationToken) => calls.RunAsync(
        place, part.Count, async (client, token) =>
        {
            using var bytes = part.Open();
            return await client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = place.Bucket,
                    Key = place.Key,
                    InputStream = bytes,
                    UseChunkEncoding = false,
                    DisableDefaultChecksumValidation = true,
                }, token);
        }, cancellationToken);

    private async Task<SentParts> SendAsync(PartReader reader, PartReader.Part first, string id, CancellationToken cancellationToken)
    {
        await using var parts = new PartTasks(cancellationToken);
        long size = 0;
        try
        {
            for (var part = first; ; part = await reader.ReadAsync(parts.Stopped))
            {
                var (sent, isLast) = (part, part.IsLast);
                size += sent.Count;
                parts.Add(token => SendAsync(sent, id, token));
                if (isLast)
                {
                    return new SentParts(await parts.WaitAsync(), size);
                }
            }
        }
        catch
        {
            await parts.ThrowFirstFailureAsync();
            throw;
        }
    }

    private async Task<PartETag> SendAsync(PartReader.Part part, string id, CancellationToken cancellationToken)
    {
        using (part)
        {
            return await calls.RunAsync(place, part.Count, async (client, token) =>
            {
                using var bytes = part.Open();
                var sent = await client.UploadPartAsync(
                    new UploadPartRequest
                    {
                        BucketName = place.Bucket,
                        Key = place.Key,
                        UploadId = id,
                        PartNumber = part.Number,
                        PartSize = part.Count,
                        InputStream = bytes,
                        UseChunkEncoding = false,
                        DisableDefaultChecksumValidation = true,
                    }, token);
                return new PartETag(part.Number, sent.ETag);
            }, cancellationToken);
        }
    }
}
