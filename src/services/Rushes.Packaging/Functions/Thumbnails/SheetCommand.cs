using System.Globalization;
using Rushes.Packaging.Workflow;
using Rushes.Tools.Commands;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>The command that tiles the thumbnails of one sheet. Pure.</summary>
internal static class SheetCommand
{
    /// <param name="task">Which sheet.</param>
    /// <param name="tiles">A <see cref="TileFile"/>.</param>
    /// <param name="output">The JPEG to write.</param>
    public static IReadOnlyList<string> Build(ThumbnailTask task, string tiles, string output) => new FFmpegCommand()
        .Input(tiles, "-threads", "1")
        .Output(
            output, "-map", "0:v:0", "-vf", string.Create(CultureInfo.InvariantCulture, $"setsar=1,tile={task.Columns}x{task.Rows}"),
            "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3", "-threads", "1", "-flags", "+bitexact", "-fflags", "+bitexact", "-f", "mjpeg")
        .ReportProgress()
        .Arguments;
}
