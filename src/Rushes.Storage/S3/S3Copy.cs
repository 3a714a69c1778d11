using Amazon.S3.Model;
using Microsoft.Extensions.Logging;

namespace Rushes.Storage.S3;

/// <summary>Copies within the server: in one call, or a large object in parts side by side.</summary>
internal sealed class S3Copy(S3Calls calls, S3Address from, S3Address to, S3Settings settings, ILogger logger)
{
    private const int PartsAtOnce = 4;

    /// <summary>The server reads and writes them before it answers.</summary>
    private const int CarriedTwice = 2;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var source = await S3Lookup.FindAsync(calls, from, cancellationToken) ?? throw new FileNotFoundException($"There is no object {from}.", from.ToString());
        if (source.Size > settings.CopyBytes)
        {
            await new S3Upload(calls, to, logger).RunAsync((id, token) => CopyAsync(source, id, token), cancellationToken);
            return;
        }

        await calls.RunAsync(
            from, source.Size * CarriedTwice, (client, token) => client.CopyObjectAsync(
                new CopyObjectRequest
                {
                    SourceBucket = from.Bucket,
                    SourceKey = from.Key,
                    DestinationBucket = to.Bucket,
                    DestinationKey = to.Key,
                }, token),
            cancellationToken);
    }

    private async Task<SentParts> CopyAsync(ObjectVersion source, string id, CancellationToken cancellationToken)
    {
        using var free = new SemaphoreSlim(PartsAtOnce);
        await using var parts = new PartTasks(cancellationToken);
        var size = PartSizes.Of(source.Size, settings.CopyBytes);
        for (var (number, at) = (1, 0L); at < source.Size; number++, at += size)
        {
            var (part, first, last) = (number, at, Math.Min(at + size, source.Size) - 1);
            parts.Add(token => CopyAsync(id, part, first, last, free, token));
        }

        try
        {
            var tags = await parts.WaitAsync();

            // Not by a condition on each part: servers differ in what they compare it with.
            return await S3Lookup.FindAsync(calls, from, cancellationToken) == source
                ? new SentParts(tags, source.Size)
                : throw new StoreException(StoreTrouble.Changed, $"{from} changed while it was copied.", "Leave an object alone while a job reads it.");
        }
        catch
        {
            await parts.ThrowFirstFailureAsync();
            throw;
        }
    }

    private async Task<PartETag> CopyAsync(string id, int number, long first, long last, SemaphoreSlim free, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        try
        {
            var copied = await calls.RunAsync(
                from, (last - first) * CarriedTwice, (client, token) => client.CopyPartAsync(
                    new CopyPartRequest
                    {
                        SourceBucket = from.Bucket,
                        SourceKey = from.Key,
                        DestinationBucket = to.Bucket,
                        DestinationKey = to.Key,
                        UploadId = id,
                        PartNumber = number,
                        FirstByte = first,
                        LastByte = last,
                    }, token),
                cancellationToken);
            return new PartETag(number, copied.ETag);
        }
        finally
        {
            free.Release();
        }
    }
}
