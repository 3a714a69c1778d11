using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Rushes.Storage.S3;

/// <summary>Makes the client of the AWS library with the settings that every S3 server understands.</summary>
internal static class S3ClientFactory
{
    private const string AnyRegion = "us-east-1"; // what servers other than Amazon's sign with

    /// <exception cref="StoreException">Neither an endpoint nor a region is known.</exception>
    public static IAmazonS3 Create(StoreLocation.S3Bucket location, S3Settings settings)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = true,
            Timeout = Timeout.InfiniteTimeSpan, // each call has a limit of ours
            MaxErrorRetry = 0, // what may heal is tried again in one place, which is ours
        };
        if (settings.Http is not null)
        {
            config.HttpClientFactory = settings.Http;
        }

        // Without asking the machine's cloud for it, which takes seconds where there is none.
        var region = location.Region ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName;
        if (location.Endpoint is not null)
        {
            config.ServiceURL = location.Endpoint.AbsoluteUri;
        }

        if (config.ServiceURL is not null)
        {
            config.AuthenticationRegion = region ?? AnyRegion;
        }
        else if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        else
        {
            throw new StoreException(
                StoreTrouble.Refused, $"No region is known for the bucket {location.Bucket}.",
                "Set AWS_REGION, or AWS_ENDPOINT_URL_S3 for a server that is not Amazon's, or name them: s3://BUCKET/PREFIX?endpoint=URL&region=NAME.");
        }

        return settings.Credentials is null ? new AmazonS3Client(config) : new AmazonS3Client(settings.Credentials, config);
    }
}
