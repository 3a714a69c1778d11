using Amazon.S3.Model;

namespace Rushes.Storage.S3;

/// <summary>Copies within the server.</summary>
internal static class S3Copy
{
    /// <summary>The server reads and writes the bytes before it answers.</summary>
    private const int CarriedTwice = 2;

    /// <summary>A whole object of no more than 5 GiB, in one call.</summary>
    public static Task ObjectAsync(S3Calls calls, S3Address from, long size, S3Address to, CancellationToken cancellationToken) => calls.RunAsync(
        from, size * CarriedTwice, (client, token) => client.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = from.Bucket,
                SourceKey = from.Key,
                DestinationBucket = to.Bucket,
                DestinationKey = to.Key,
            }, token),
        cancellationToken);

    /// <summary>A range becomes a part of an upload.</summary>
    /// <param name="first">Of the range in its object, bytes.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="id">Of the upload.</param>
    /// <param name="number">Of the part, counted from 1.</param>
    public static Task<PartETag> PartAsync(
        S3Calls calls, S3Address from, long first, long length, S3Address to, string id, int number, CancellationToken cancellationToken) => calls.RunAsync(
        from, length * CarriedTwice, async (client, token) =>
        {
            var copied = await client.CopyPartAsync(
                new CopyPartRequest
                {
                    SourceBucket = from.Bucket,
                    SourceKey = from.Key,
                    DestinationBucket = to.Bucket,
                    DestinationKey = to.Key,
                    UploadId = id,
                    PartNumber = number,
                    FirstByte = first,
                    LastByte = first + length - 1,
                }, token);
            return new PartETag(number, copied.ETag);
        }, cancellationToken);
}
