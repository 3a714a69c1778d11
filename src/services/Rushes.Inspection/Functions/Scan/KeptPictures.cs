using Rushes.Media.Fingerprints;
using Rushes.Media.Telecine;
using Rushes.Media.Timelines;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>The pictures of the frames that a timeline keeps.</summary>
internal static class KeptPictures
{
    /// <param name="path">Of the pictures of all frames.</param>
    /// <param name="timeline">What is kept.</param>
    /// <param name="cadence">Of all frames.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    /// <returns>At its start; a file beside the other one.</returns>
    public static async Task<Stream> CopyAsync(string path, Timeline timeline, Cadence cadence, CancellationToken cancellationToken)
    {
        await using var all = File.OpenRead(path);
        if (all.Length != (long)cadence.Count * Fingerprint.Size)
        {
            throw new InvalidDataException($"FFmpeg wrote {all.Length} bytes of pictures for {cadence.Count} frames.");
        }

        var kept = new FileStream($"{path}.kept", FileMode.Create, FileAccess.ReadWrite);
        var picture = new byte[Fingerprint.Size];
        for (var (frame, next) = (0, 0); next < timeline.Count; frame++)
        {
            await all.ReadExactlyAsync(picture, cancellationToken);
            if (frame == timeline.PictureOf(next))
            {
                await kept.WriteAsync(picture, cancellationToken);
                next++;
            }
        }

        kept.Position = 0;
        return kept;
    }
}
