using System.Globalization;
using Rushes.Media.Indexing;
using Rushes.Packaging.Workflow;
using Rushes.Tools.Commands;
using Rushes.Tools.Probing;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>
/// The command that makes the thumbnails of one GOP. Pure.
/// <para>
/// Its input holds the frames of <see cref="FramesAtTimes"/> at their own times. <c>fps</c> shows at each multiple of the interval the
/// last frame that is not later, whatever their distances, and again where none is newer: a damaged frame costs its own thumbnail
/// and moves no other. One thread, so that damaged frames come out alike everywhere.
/// </para>
/// </summary>
internal static class TileCommand
{
    /// <param name="task">Of any sheet.</param>
    /// <param name="clock">Of the input.</param>
    /// <param name="count">Thumbnails.</param>
    /// <param name="input">A local file.</param>
    /// <param name="output">The pixels to write, as <see cref="TileFile"/> holds them.</param>
    public static IReadOnlyList<string> Build(ThumbnailTask task, TileClock clock, int count, string input, string output) => new FFmpegCommand()
        .Global("-copyts")
        .Input(input, "-threads", "1", "-max_error_rate", "1")
        .Output(output, "-map", "0:v:0", "-vf", Filters(task, clock, count), "-f", "rawvideo")
        .ReportProgress()
        .Arguments;

    private static string Filters(ThumbnailTask task, TileClock clock, int count) => string.Join(
        ',',
        [
            .. Chosen(task, clock, count),

            // Small before tones are mapped: that is done in floating point.
            string.Create(CultureInfo.InvariantCulture, $"scale={task.Width}:{task.Height}:flags=bicubic+accurate_rnd"),
            .. ToneMapping.Filters(task.Colour),

            // JFIF (Rec. ITU-T T.871 §7) has the matrix of BT.601 and full range.
            "scale=flags=bicubic+accurate_rnd:out_color_matrix=bt601:out_range=full",
            "format=yuvj420p",
        ]);

    private static IEnumerable<string> Chosen(ThumbnailTask task, TileClock clock, int count) => ((FormattableString[])
    [
        $"settb=1/{clock.Timescale}",
        $"setpts={Times(task, clock, count)}",
        $"fps=1/{task.IntervalSeconds}:start_time=0:round=up",
        $"tpad=stop=-1:stop_mode=clone",
        $"trim=end_frame={count}",
    ]).Select(filter => filter.ToString(CultureInfo.InvariantCulture));

    // From the first thumbnail on. The end of the input, which no frame is behind, goes behind the last thumbnail: fps would drop a
    // last frame that is rounded to where its input ends.
    private static string Times(ThumbnailTask task, TileClock clock, int count)
    {
        var end = (long)count * task.IntervalSeconds * clock.Timescale;
        return string.Create(CultureInfo.InvariantCulture, $@"if(gt(PTS\,{clock.LastFrame})\,{end}\,PTS-{clock.FirstThumbnail})");
    }
}
