using Rushes.Contracts;
using Rushes.Packaging.Functions.Thumbnails;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Packaging.Workflow;

/// <summary>Thumbnails of a package: from which rendition, how large, how many.</summary>
internal static class ThumbnailPlanner
{
    private const int Columns = 5;
    private const int Rows = 4;

    /// <summary>Pixels of the longer side.</summary>
    private const long Size = 320;
    private const int Sufficient = 180;

    /// <summary>A day and more at one a second. Times that a file makes up reach farther.</summary>
    private const int MostThumbnails = 5000 * Columns * Rows;

    /// <returns>Null where none are asked for.</returns>
    public static ThumbnailTask? Plan(PackageRequest request, IReadOnlyList<TrackSource> sources, IReadOnlyList<TrackTask> tracks)
    {
        if (request.ThumbnailIntervalMs == 0)
        {
            return null;
        }

        // JPEG shows what every display does: another rendition than an HDR one, where there is one.
        var (source, track) = Renditions.LowestWith(
            sources.Zip(tracks).Where(one => one.First.IsVideo).GroupBy(VideoRanges.Of).OrderByDescending(range => range.Key == VideoRanges.Standard).First(), one => one.First.Index.Format, Sufficient);
        var (width, height) = Fit(source.Index.Format.DisplaySize);
        return new ThumbnailTask
        {
            DestinationUri = request.DestinationUri,
            Index = track.Index,
            Colour = track.Colour,
            IntervalSeconds = Interval(request),
            Columns = Columns,
            Rows = Rows,
            Width = width,
            Height = height,
            Count = checked((int)Count(request, sources)),
        };
    }

    /// <summary>One for each sheet.</summary>
    public static IEnumerable<ThumbnailTask> Sheets(ThumbnailTask? all)
    {
        for (var sheet = 1; all is not null && sheet <= ThumbnailTimes.TilesOf(all, largestFile: 0).FileCount; sheet++)
        {
            var task = all.Clone();
            task.Sheet = sheet;
            yield return task;
        }
    }

    public static IEnumerable<Failure> Refusals(PackageRequest request, PackageForms forms, IReadOnlyList<TrackSource> tracks)
    {
        if (request.ThumbnailIntervalMs == 0)
        {
            yield break;
        }

        if (!forms.IsStreamed || !tracks.Any(track => track.IsVideo))
        {
            yield return Failure.Refusal("package.thumbnails", "Thumbnails are made of pictures, for HLS and DASH only.", "Leave --thumbnails out.");
        }
        else if (Count(request, tracks) is > MostThumbnails and var count)
        {
            yield return Failure.Refusal(
                "package.thumbnails", $"One thumbnail every {Interval(request)} s makes {count}, and {MostThumbnails} are the most.", "Give --thumbnails a longer interval.");
        }

        // Anybody could look at them.
        if (request.Keys is not null)
        {
            yield return Failure.Refusal("package.encrypt_thumbnails", "Thumbnails are not encrypted.", "Leave --thumbnails out, or package without --encrypt.");
        }
    }

    private static int Interval(PackageRequest request) => (int)(request.ThumbnailIntervalMs / 1000);

    private static long Count(PackageRequest request, IReadOnlyList<TrackSource> tracks)
    {
        var end = tracks.Max(one => new MediaRational(one.Index.FirstTime + one.Index.TotalDuration, one.Index.Timescale));
        return Math.Max(1, (end / Interval(request)).CeilingTicks(1));
    }

    // Never larger than it is; even, for colour is stored for four pixels together.
    private static (int Width, int Height) Fit((long Width, long Height) picture)
    {
        var longer = Math.Max(picture.Width, picture.Height);
        var size = Math.Min(longer, Size);
        return (Even(picture.Width), Even(picture.Height));

        int Even(long side) => (int)Math.Max(2, 2 * new MediaRational(side * size, 2 * longer).CeilingTicks(1));
    }
}
