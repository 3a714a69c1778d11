using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;

namespace Rushes.Storage.S3;

/// <summary>The one place where an error of the library becomes one of those that the seam names.</summary>
internal static class S3Errors
{
    private static readonly HashSet<string> Busy = new(StringComparer.Ordinal)
    {
        "InternalError", "ServiceUnavailable", "SlowDown", "Throttling", "ThrottlingException", "RequestTimeout", "RequestLimitExceeded",
        "OperationAborted",
    };

    private static readonly HashSet<string> Regions = new(StringComparer.Ordinal)
    {
        "PermanentRedirect", "TemporaryRedirect", "Redirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException",
    };

    /// <summary>The server is busy or gone, or the connection broke.</summary>
    private static bool MayHeal(Exception error) => error switch
    {
        AmazonServiceException service when CodeOf(service) is { Length: > 0 } code && Busy.Contains(code) => true,
        AmazonServiceException { StatusCode: 0 } => HasBrokenConnection(error),
        AmazonServiceException service => service.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            || error is AmazonUnmarshallingException,
        OperationCanceledException or TimeoutException => true, // not by the caller, who is asked first
        _ => HasBrokenConnection(error),
    };

    /// <summary>Null: an error of ours or of the machine, to be thrown as it is.</summary>
    /// <param name="error">From the library.</param>
    /// <param name="place">The bucket or object that it is about.</param>
    public static Exception? Convert(Exception error, S3Address place)
    {
        if (MayHeal(error))
        {
            return new StoreException(
                StoreTrouble.Unreachable, $"{place} is out of reach: {Say(error)}", "See whether the server and the network are well, and try again later.", error);
        }

        return error switch
        {
            AmazonServiceException service => Convert(service, CodeOf(service), place),
            AmazonClientException => Refused(
                place, Say(error), "Give credentials as the AWS tools take them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile.", error),
            _ => null,
        };
    }

    /// <summary>In few words and without secrets; the library's own text repeats what it was sent.</summary>
    private static string Say(Exception error) => error switch
    {
        AmazonServiceException { StatusCode: not 0 } service => $"{(int)service.StatusCode} {CodeOf(service)}".TrimEnd(),
        AmazonServiceException or AmazonClientException => error.Message,
        OperationCanceledException => "no answer within the time limit",
        _ => error.InnerException is SocketException socket ? socket.Message : error.Message,
    };

    private static Exception Convert(AmazonServiceException error, string code, S3Address place) => (code, (int)error.StatusCode) switch
    {
        ("NoSuchBucket", _) => Refused(place, "there is no such bucket", "Make the bucket, or correct the store's URL.", error),
        ("NoSuchUpload", _) => new UploadEndedException(place, error),
        ("QuotaExceeded" or "InsufficientCapacity" or "XMinioStorageFull", _) or (_, (int)HttpStatusCode.InsufficientStorage) => new StoreException(
            StoreTrouble.Full, $"{place} cannot be written: {Say(error)}", "Make room in the store, or have its quota raised.", error),
        ("RequestTimeTooSkewed", _) => Refused(place, Say(error), "Set the clock of this machine.", error),
        (_, 404) => new FileNotFoundException($"There is no object {place}.", place.ToString(), error),
        (_, 412) => new StoreException(StoreTrouble.Changed, $"{place} changed while it was read.", "Leave an object alone while a job reads it.", error),
        (_, 301 or 307) => Refused(place, Say(error), "Name the region of the bucket: AWS_REGION, or s3://BUCKET/PREFIX?region=NAME.", error),
        _ when Regions.Contains(code) => Refused(place, Say(error), "Name the region of the bucket: AWS_REGION, or s3://BUCKET/PREFIX?region=NAME.", error),
        (_, 0 or 401 or 403) => Refused(place, Say(error), "See whether the credentials are right, and may read, write, list and delete there.", error),
        _ => Refused(place, Say(error), "The server does not do what was asked. See whether it is an S3 server.", error),
    };

    private static StoreException Refused(S3Address place, string why, string remedy, Exception error) =>
        new(StoreTrouble.Refused, $"{place} is refused: {why}", remedy, error);

    /// <summary>A batch of deletions is refused object by object; the first one speaks for all.</summary>
    private static string CodeOf(AmazonServiceException error) =>
        error is DeleteObjectsException { Response.DeleteErrors: [var first, ..] } ? first.Code : error.ErrorCode ?? "";

    private static bool HasBrokenConnection(Exception? error) =>
        error is not null
        && (error is HttpRequestException or HttpIOException or SocketException or WebException or EndOfStreamException
            || error.GetType() == typeof(IOException)
            || HasBrokenConnection(error.InnerException));
}
