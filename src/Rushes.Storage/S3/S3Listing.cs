using System.Runtime.CompilerServices;
using Amazon.S3.Model;

namespace Rushes.Storage.S3;

/// <summary>Goes through what lies below a prefix of a bucket, page by page.</summary>
internal sealed class S3Listing(S3Calls calls, S3Address prefix, int pageKeys)
{
    /// <summary>Pages of whole keys, in the order of their UTF-8.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var after = next;
            var page = await calls.RunAsync(
                prefix, 0, (client, token) => client.ListObjectsV2Async(
                    new ListObjectsV2Request { BucketName = prefix.Bucket, Prefix = prefix.Key, MaxKeys = pageKeys, ContinuationToken = after }, token),
                cancellationToken);
            yield return [.. page.S3Objects.Select(found => found.Key)];
            next = page.IsTruncated ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(cancellationToken))
        {
            if (page.Count > 0)
            {
                await calls.RunAsync(
                    prefix, 0, (client, token) => client.DeleteObjectsAsync(
                        new DeleteObjectsRequest { BucketName = prefix.Bucket, Objects = [.. page.Select(key => new KeyVersion { Key = key })], Quiet = true }, token),
                    cancellationToken);
            }
        }
    }

    /// <summary>Uploads that were begun before a time and neither completed nor aborted, in pages.</summary>
    public async IAsyncEnumerable<MultipartUpload> UnfinishedAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (string? Key, string? Id)? next = (null, null);
        while (next is var (keyMarker, idMarker))
        {
            var page = await calls.RunAsync(
                prefix, 0, (client, token) => client.ListMultipartUploadsAsync(
                    new ListMultipartUploadsRequest
                    {
                        BucketName = prefix.Bucket,
                        Prefix = prefix.Key,
                        MaxUploads = pageKeys,
                        KeyMarker = keyMarker,
                        UploadIdMarker = idMarker,
                    }, token),
                cancellationToken);
            foreach (var upload in page.MultipartUploads.Where(upload => upload.Initiated.ToUniversalTime() < before.UtcDateTime))
            {
                yield return upload;
            }

            next = page.IsTruncated ? (page.NextKeyMarker, page.NextUploadIdMarker) : null;
        }
    }
}
