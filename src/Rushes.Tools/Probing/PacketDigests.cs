using System.Security.Cryptography;
using System.Text;
using Rushes.Contracts;
using Rushes.Media.Timelines;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Tools.Probing;

/// <summary>
/// Reads the text of FFmpeg's framehash muxer and digests it group by group: lines of
/// <c>0, dts, pts, duration, size, SHA-256[, side data]</c> after a header, of which <c>#extradata 0, size, SHA-256</c> says what every
/// decoder is told first.
/// </summary>
internal static class PacketDigests
{
    /// <param name="listing">Of the same packets.</param>
    /// <param name="timeBase">Of the listing.</param>
    /// <param name="path">The text.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: the packets are too unusual to be cut into groups.</returns>
    public static async Task<CodedGroups?> ReadAsync(PacketListing listing, Rational timeBase, string path, CancellationToken cancellationToken)
    {
        var keys = listing.Keys;
        if (keys.Zip(keys.Skip(1)).Any(pair => pair.Second.Time <= pair.First.Time))
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var digests = new byte[(keys.Count + 1) * SHA256.HashSizeInBytes];
        var (packets, group) = (0L, 0);
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            if (line.StartsWith('#'))
            {
                if (line.StartsWith("#extradata", StringComparison.Ordinal))
                {
                    hash.AppendData(Encoding.ASCII.GetBytes(line));
                }

                continue;
            }

            if (group < keys.Count && keys[group].Position == packets)
            {
                hash.GetHashAndReset(digests.AsSpan(group * SHA256.HashSizeInBytes));
                group++;
            }

            hash.AppendData(Content(line));
            packets++;
        }

        hash.GetHashAndReset(digests.AsSpan(group * SHA256.HashSizeInBytes));
        return packets == listing.Count && group == keys.Count
            ? new CodedGroups(new MediaRational(timeBase.Numerator, timeBase.Denominator), [.. keys.Select(key => key.Time)], digests)
            : null;
    }

    // Without the times: those of frames are in the timeline, and an edit elsewhere may move them all.
    private static byte[] Content(string line) => Encoding.ASCII.GetBytes(line.Split(',', 5)[^1]);
}
