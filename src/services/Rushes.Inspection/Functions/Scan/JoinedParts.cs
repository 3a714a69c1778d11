using Rushes.Contracts;
using Rushes.Inspection.Functions.Survey;
using Rushes.Inspection.Workflow;
using Rushes.Media.Fingerprints;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>
/// Puts the parts of a film together as if it had been decoded at once. Each has proved its frames by their times; that a decoder which starts inside
/// shows what one from the start on would, the frames prove that two parts have both decoded.
/// </summary>
/// <param name="film">With its parts.</param>
/// <param name="context">Where they are.</param>
internal sealed class JoinedParts(FilmToScan film, FunctionContext context)
{
    private const int OverlapSize = FilmParts.Overlap * Fingerprint.Size;

    /// <param name="picturesPath">A file that gets the pictures of all frames.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: there are no parts, or they are not of one film.</returns>
    public async Task<ScannedFrames?> JoinAsync(string picturesPath, CancellationToken cancellationToken)
    {
        if (film.Parts is not [var first, ..]
            || film.Parts.Any(part => part.Pictures is null || !part.Upright.Equals(first.Upright) || !part.PixelAspect.Equals(first.PixelAspect)))
        {
            return null;
        }

        var timeline = await context.ReadAsync(film.Timeline, Timeline.ReadFrom, cancellationToken);
        return await JoinPicturesAsync(timeline.Count, picturesPath, cancellationToken) ? Frames(timeline) : null;
    }

    private async Task<bool> JoinPicturesAsync(int count, string path, CancellationToken cancellationToken)
    {
        await using var joined = File.Create(path);
        byte[] before = [];
        foreach (var part in film.Parts)
        {
            await using var pictures = await context.OpenStreamAsync(part.Pictures, cancellationToken);
            var size = (part.Frames.To - part.Frames.From) * Fingerprint.Size;
            var overlap = Math.Min(OverlapSize, (count - part.Frames.To) * Fingerprint.Size);
            if (pictures.Length != size + overlap)
            {
                throw new InvalidDataException($"FFmpeg wrote {pictures.Length} bytes of pictures for frames {part.Frames.From} to {part.Frames.To - 1}.");
            }

            var start = new byte[before.Length];
            await pictures.ReadExactlyAsync(start, cancellationToken);
            if (!start.AsSpan().SequenceEqual(before))
            {
                return false;
            }

            await joined.WriteAsync(start, cancellationToken);
            await CopyAsync(pictures, joined, size - start.Length, cancellationToken);
            before = new byte[overlap];
            await pictures.ReadExactlyAsync(before, cancellationToken);
        }

        return true;
    }

    private static async Task CopyAsync(Stream from, Stream to, long size, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        for (var left = size; left > 0;)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
            await from.ReadExactlyAsync(part, cancellationToken);
            await to.WriteAsync(part, cancellationToken);
            left -= part.Length;
        }
    }

    private ScannedFrames Frames(Timeline timeline)
    {
        var times = new long[timeline.Count];
        for (var frame = 0; frame < times.Length; frame++)
        {
            times[frame] = timeline.SourceTime(frame);
        }

        var (first, timeBase) = (film.Parts[0], timeline.SourceTimeBase);
        return new ScannedFrames(
            new Rational { Numerator = timeBase.Numerator, Denominator = timeBase.Denominator }, first.Upright, first.PixelAspect,
            times, times, film.Parts[^1].LastDuration, timeline.SeekPoints);
    }
}
