using System.Globalization;
using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Rushes.Storage.S3;

/// <summary>A signature holds for minutes. Where the clock of this machine is wrong, the server's answer tells the time to sign with.</summary>
internal static class S3Clock
{
    private static readonly TimeSpan Harmless = TimeSpan.FromMinutes(5);

    /// <summary>True: the server refused, its clock shows another time, and the library signs with that one from now on.</summary>
    /// <param name="error">Of a call.</param>
    /// <param name="signedWith">The correction when it began: another call may have found a better one meanwhile.</param>
    /// <param name="now">On the clock of this machine.</param>
    public static bool Correct(AmazonServiceException error, TimeSpan? signedWith, DateTimeOffset now)
    {
        if (error is not { StatusCode: HttpStatusCode.Forbidden, InnerException: HttpErrorResponseException { Response: { } response } }
            || !DateTimeOffset.TryParse(response.GetHeaderValue("Date"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var serverTime))
        {
            return false;
        }

        var correction = serverTime - now;
        if ((correction - (signedWith ?? TimeSpan.Zero)).Duration() < Harmless)
        {
            return false;
        }

        AWSConfigs.ManualClockCorrection = correction;
        return true;
    }
}
