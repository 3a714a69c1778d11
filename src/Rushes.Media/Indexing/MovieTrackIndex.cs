using System.Collections;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Indexing;

/// <summary>
/// The index of a track of an ordinary file, whose samples stay where they are. Presentation time 0 is that of the file; what is
/// decoded and not shown has negative times, and what no shown picture needs is left out.
/// </summary>
public static class MovieTrackIndex
{
    /// <param name="track">One of a file's tracks of picture or sound.</param>
    /// <param name="uri">Of the file, as the index is to name it.</param>
    /// <param name="size">Of the file, bytes.</param>
    /// <returns>The index, or every reason why there is none.</returns>
    public static FrameIndexResult Build(MovieTrack track, string uri, long size)
    {
        ArgumentNullException.ThrowIfNull(track);
        try
        {
            var format = FormatOf(track);
            var edits = EditedTimes.Of(track);
            var samples = format.PcmSampleSize > 0 ? PcmBlocks.Of(track, format) : MovieSamples.Of(track);
            if (edits.Shown(samples, format.Kind) is not { Count: > 0 } shown)
            {
                return Refused(IndexProblemCodes.FrameCount, "nothing of the track is shown");
            }

            var chunk = new IndexedChunk(uri, size, default, 0, shown.Count);
            return new FrameIndexResult(new FrameIndex(format, track.Timescale, 0, [chunk], Table(shown)) { Language = Tag(track.Language) }, []);
        }
        catch (MediaFormatException refused)
        {
            return Refused(IndexProblemCodes.FormatUnknown, refused.What);
        }

        FrameIndexResult Refused(string code, string what) => new(null, [new IndexProblem(code, $"Track {track.Id}: {what}.")]);
    }

    /// <summary>Of every track of picture or sound that has samples, with what the streams of the pictures say where the file is silent.</summary>
    /// <param name="movie">That was read.</param>
    /// <param name="file">It, seekable.</param>
    /// <param name="uri">Of the file, as the indexes are to name it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<(MovieTrack Track, FrameIndexResult Result)>> BuildAllAsync(
        MovieFile movie, Stream file, string uri, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(movie);
        ArgumentNullException.ThrowIfNull(file);
        var completed = new List<(MovieTrack Track, FrameIndexResult Result)>();
        foreach (var track in movie.Tracks.Where(track => track.IsMedia))
        {
            var result = Build(track, uri, file.Length);
            var index = result.Index is null ? null : await FirstPicture.CompleteAsync(result.Index, file, cancellationToken).ConfigureAwait(false);
            completed.Add((track, result with { Index = index }));
        }

        return completed;
    }

    private static TrackFormat FormatOf(MovieTrack track)
    {
        var kind = track.Handler.Is("vide"u8) ? TrackKind.Video : TrackKind.Audio;
        var formats = track.SampleEntries.Select(entry => TrackFormat.FromSampleEntry(kind, entry.Bytes)).ToArray();
        if (formats.Length == 0 || Array.Exists(formats, format => !format.Equals(formats[0])))
        {
            throw new MediaFormatException($"{formats.Length} codings in one track instead of one", 0);
        }

        if (kind == TrackKind.Audio)
        {
            return formats[0];
        }

        return track.Matrix.Orientation is { IsMirrored: false, Rotation: var rotation }
            ? formats[0] with { Picture = formats[0].Picture with { Rotation = rotation } }
            : throw new MediaFormatException("the picture is shown mirrored or slanted, which needs an encode", 0);
    }

    private static string Tag(string language) => language == "und" ? string.Empty : language;

    private static FrameTable Table(List<MovieSample> samples)
    {
        var order = Enumerable.Range(0, samples.Count).ToArray();
        var times = samples.Select(sample => sample.Time).ToArray();
        Array.Sort(times, order);
        var shown = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            shown[order[i]] = i;

            // Two pictures at one instant: the second is shown a tick later.
            times[i] = i > 0 && times[i] <= times[i - 1] ? times[i - 1] + 1 : times[i];
        }

        var isReordered = Array.Exists(Enumerable.Range(0, shown.Length).ToArray(), i => shown[i] != i);
        return new FrameTable
        {
            Sizes = [.. samples.Select(sample => sample.Size)],
            Offsets = [.. samples.Select(sample => sample.Offset)],
            Times = times,
            LastDuration = Math.Max(1, samples[order[^1]].Duration),
            Shown = isReordered ? shown : null,
            Keys = new BitArray(samples.Select(sample => sample.IsKey).ToArray()),
            DecodeDelay = FrameTable.SmallestDelay(times, isReordered ? shown : null),
        };
    }
}
