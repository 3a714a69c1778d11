using System.Globalization;
using Amazon.Runtime;
using Amazon.S3.Model;

namespace Rushes.Storage.S3;

/// <summary>Blocks of one version of an object: the server refuses to give a range of another one.</summary>
internal sealed class S3Ranges(S3Calls calls, S3Address place, ObjectVersion version)
{
    public long Length => version.Size;

    /// <summary>Opens the object with its first block, which is all there is of most.</summary>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    public static async Task<S3ReadStream> OpenAsync(S3Calls calls, S3Address place, S3Settings settings, CancellationToken cancellationToken)
    {
        ObjectVersion? version = null;
        byte[] bytes = [];
        await calls.RunAsync(place, settings.FirstBytes, async (client, token) =>
        {
            var request = new GetObjectRequest { BucketName = place.Bucket, Key = place.Key, ByteRange = new ByteRange(0, settings.FirstBytes - 1) };
            using var response = await GetAsync(client, request, token);
            version = response is null ? new ObjectVersion(0, "") : new ObjectVersion(LengthOf(response), response.ETag);
            bytes = new byte[Math.Min(version.Size, settings.FirstBytes)];
            if (response is not null)
            {
                await response.ResponseStream.ReadExactlyAsync(bytes, token);
            }

            return true;
        }, cancellationToken);
        var ranges = new S3Ranges(calls, place, version!);
        return new S3ReadStream(ranges, bytes.Length == 0 ? null : Fetched(bytes), settings);
    }

    public S3Block Fetch(long from, int count) =>
        new(count, (buffer, cancellationToken) => FetchAsync(calls, place, version, from, buffer, cancellationToken));

    /// <summary>Fills the buffer from a version of an object.</summary>
    public static Task FetchAsync(S3Calls calls, S3Address place, ObjectVersion version, long from, Memory<byte> buffer, CancellationToken cancellationToken) =>
        calls.RunAsync(place, buffer.Length, async (client, token) =>
        {
            using var response = await client.GetObjectAsync(
                new GetObjectRequest
                {
                    BucketName = place.Bucket,
                    Key = place.Key,
                    ByteRange = new ByteRange(from, from + buffer.Length - 1),
                    EtagToMatch = version.Tag,
                }, token);
            await response.ResponseStream.ReadExactlyAsync(buffer, token);
            return true;
        }, cancellationToken);

    private static S3Block Fetched(byte[] bytes) => new(bytes.Length, (buffer, _) =>
    {
        bytes.CopyTo(buffer);
        return Task.CompletedTask;
    });

    /// <summary>Null: the object is empty, and has no range that could be given.</summary>
    private static async Task<GetObjectResponse?> GetAsync(Amazon.S3.IAmazonS3 client, GetObjectRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetObjectAsync(request, cancellationToken);
        }
        catch (AmazonServiceException error) when (error.StatusCode == System.Net.HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return null;
        }
    }

    // "bytes 0-9/100"; a server may also send the whole of a small object, without a range.
    private static long LengthOf(GetObjectResponse response) => response.ContentRange is { Length: > 0 } range
        ? long.Parse(range.AsSpan(range.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture)
        : response.ContentLength;
}
