using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Xunit;

namespace Rushes.Testing;

/// <summary>
/// The S3 server that all tests share, as <c>./test</c> has started it. Without one the test is skipped, with the reason; on
/// the build server it fails: there, nothing may go unproven. Its credentials are where the AWS tools look for them.
/// </summary>
public static class S3Server
{
    public const string Bucket = "rushes-test";

    /// <summary>Its URL; or the test is skipped.</summary>
    public static string Endpoint
    {
        get
        {
            var endpoint = Variable("RUSHES_S3");
            Require(endpoint.Length > 0, "RUSHES_S3 names no S3 server: run ./test, which starts one.");
            return endpoint;
        }
    }

    /// <summary>The configuration of the proxy of Swift; or the test is skipped, for another server cannot be stopped.</summary>
    internal static string ProxyConfiguration
    {
        get
        {
            var path = Variable("RUSHES_SWIFT");
            Require(File.Exists(path), "RUSHES_SWIFT names no configuration of Swift: run ./test, which makes one.");
            return path;
        }
    }

    /// <summary>An empty place of a test's own in a bucket that all share, as <c>--store</c> takes it.</summary>
    public static async Task<string> NewStoreAsync()
    {
        var endpoint = Endpoint;
        await MakeBucketAsync(Bucket);
        return $"s3://{Bucket}/{Guid.NewGuid():N}?endpoint={Uri.EscapeDataString(endpoint)}";
    }

    /// <summary>Nothing happens when it is there.</summary>
    private static async Task MakeBucketAsync(string name)
    {
        using var client = new AmazonS3Client(new AmazonS3Config { ServiceURL = Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        try
        {
            await client.PutBucketAsync(new PutBucketRequest { BucketName = name });
        }
        catch (AmazonServiceException known) when (known.ErrorCode is "BucketAlreadyOwnedByYou" or "BucketAlreadyExists")
        {
            // Another test was first.
        }
    }

    private static void Require([DoesNotReturnIf(false)] bool present, string reason)
    {
        if (!present && Variable("CI") == "true")
            Assert.Fail(reason);
        Assert.SkipUnless(present, reason);
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
