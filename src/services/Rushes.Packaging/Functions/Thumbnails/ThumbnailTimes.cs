using Rushes.Media.Manifests.Thumbnails;
using Rushes.Packaging.Workflow;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>What is where on the sheets of a task. Pure.</summary>
internal static class ThumbnailTimes
{
    /// <param name="task">Of any sheet.</param>
    /// <param name="largestFile">Bytes; 0 when not known yet.</param>
    public static ThumbnailTiles TilesOf(ThumbnailTask task, long largestFile) =>
        new(task.Columns, task.Rows, task.Width, task.Height, task.IntervalSeconds, task.Count, largestFile);

    /// <summary>Of the first thumbnail on the task's sheet, seconds.</summary>
    public static long FirstOf(ThumbnailTask task) => (task.Sheet - 1L) * task.Columns * task.Rows * task.IntervalSeconds;

    /// <summary>Of all thumbnails on the task's sheet, seconds.</summary>
    public static IReadOnlyList<MediaRational> Of(ThumbnailTask task) =>
        [.. Enumerable.Range(0, TilesOf(task, largestFile: 0).CountIn(task.Sheet)).Select(number => (MediaRational)(FirstOf(task) + ((long)number * task.IntervalSeconds)))];
}
