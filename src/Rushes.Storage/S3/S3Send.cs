using Amazon.S3.Model;

namespace Rushes.Storage.S3;

/// <summary>Sends parts. The signature covers a digest of all bytes, so the server would refuse what the network has changed.</summary>
internal sealed class S3Send(S3Calls calls, S3Address place)
{
    /// <summary>As the whole object.</summary>
    public Task<PutObjectResponse> PutAsync(Part part, CancellationToken cancellationToken) => calls.RunAsync(
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

    /// <summary>As a part of an upload. It is given back when it is sent.</summary>
    public async Task<PartETag> SendAsync(Part part, string id, CancellationToken cancellationToken)
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
