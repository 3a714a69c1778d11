using System.Globalization;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;

namespace Rushes.Storage.S3;

/// <summary>
/// What goes into an object of more ranges than an upload may have parts: the later ones become objects of their own, sections, and the
/// server copies those in turn. The bytes still do not pass through us.
/// </summary>
/// <param name="calls">Of the server.</param>
/// <param name="place">Of the whole object.</param>
/// <param name="parts">Makes them.</param>
/// <param name="settings">How many parts.</param>
/// <param name="logger">Of the store.</param>
internal sealed partial class S3Sections(S3Calls calls, S3Address place, S3Parts parts, S3Settings settings, ILogger logger)
{
    /// <summary>S3 copies no more as one part.</summary>
    private const long MostOfACopy = 5L << 30;

    /// <summary>Parts of the whole object that are left to sections.</summary>
    public int Reserved => settings.PartsOfUpload / 5;

    /// <summary>The next section, made of what is left, becomes the next parts of the whole object.</summary>
    /// <param name="planned">What is left.</param>
    /// <param name="number">Of the section, counted from 1.</param>
    /// <param name="size">Of the whole object, bytes.</param>
    /// <param name="id">Of its upload.</param>
    /// <param name="before">Parts that it has.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<List<PartETag>> AppendAsync(
        PlannedParts planned, int number, long size, string id, int before, CancellationToken cancellationToken)
    {
        var section = place with { Key = string.Create(CultureInfo.InvariantCulture, $"{place.Key}.section-{number}") };
        var length = 0L;
        await new S3Upload(calls, section, logger).RunAsync(
            async (own, token) =>
            {
                var sent = await parts.MakeAsync(planned, section, own, settings.PartsOfUpload, token);
                length = sent.Size;
                return sent;
            },
            cancellationToken);
        try
        {
            // Half of the reserve for what is full, half for what sections leave at their ends.
            var usual = Math.Min(MostOfACopy, Math.Max(settings.CopyBytes, size / (Reserved / 2)));
            return await parts.AppendAsync(section, length, usual, place, id, before, cancellationToken);
        }
        finally
        {
            await RemoveAsync(section);
        }
    }

    /// <summary>Also when the caller has cancelled, and only once: one that stays is replaced by the next try, or goes with its folder.</summary>
    private async Task RemoveAsync(S3Address section)
    {
        try
        {
            await calls.TryAsync(section, 0, (client, token) => client.DeleteObjectAsync(section.Bucket, section.Key, token), CancellationToken.None);
        }
        catch (IOException error)
        {
            Log.SectionStays(logger, section, error.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(7003, LogLevel.Warning, "{Place}: a section of an object is still there: {Reason}")]
        public static partial void SectionStays(ILogger logger, S3Address place, string reason);
    }
}
