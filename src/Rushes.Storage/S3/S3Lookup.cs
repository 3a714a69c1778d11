using System.Net;
using Amazon.Runtime;
using Amazon.S3.Model;

namespace Rushes.Storage.S3;

/// <summary>Asks for an object without its bytes.</summary>
internal static class S3Lookup
{
    /// <returns>Null: there is none. A bucket that is missing looks the same, for the answer has no text.</returns>
    public static Task<ObjectVersion?> FindAsync(S3Calls calls, S3Address place, CancellationToken cancellationToken) => calls.RunAsync(
        place, 0, async (client, token) =>
        {
            try
            {
                var found = await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = place.Bucket, Key = place.Key }, token);
                return new ObjectVersion(found.ContentLength, found.ETag);
            }
            catch (AmazonServiceException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }
        }, cancellationToken);
}
