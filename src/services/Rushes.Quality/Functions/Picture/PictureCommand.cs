using System.Globalization;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;
using Rushes.Tools.Commands;
using Rushes.Tools.Cutting;
using Rushes.Tools.Probing;

namespace Rushes.Quality.Functions.Picture;

/// <summary>The command that shows one frame of the reference and, at its right, of the encode, as they were compared. Pure.</summary>
/// <param name="task">Which.</param>
/// <param name="reference">Cut to the frame.</param>
/// <param name="encode">Local path of the file, or of the chunk that has the frame.</param>
/// <param name="cut">Of the frame, out of a file; null: it is a chunk.</param>
/// <param name="skipped">Frames of a chunk before it.</param>
internal sealed class PictureCommand(FrameToShow task, ReferenceInput reference, string encode, PictureCut? cut, long skipped)
{
    // Two of them side by side fill a wide screen.
    private const int Widest = 960;

    public IReadOnlyList<string> Build(string output) => new FFmpegCommand()
        .Global("-copyts")
        .Input(reference.Path, [.. reference.Cut.SeekOptions(), "-threads", "1"])
        .Input(encode, [.. cut?.SeekOptions() ?? [], "-threads", "1"])
        .FilterGraph(Graph())
        .Output(output, "-map", "[shown]", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3", "-fflags", "+bitexact", "-flags", "+bitexact", "-update", "1", "-f", "image2")
        .ReportProgress().Arguments;

    private string Graph()
    {
        string[] left = [.. reference.Cut.Filters(), .. reference.Prepared(task.Steps), PictureScaling.OfReference(task.Comparison, reference.Track)];
        string[] right = [.. Chosen(), PictureScaling.OfEncode(task.Comparison)];
        var stream = cut is null ? "v:0" : task.File.Track.StreamIndex.ToString(CultureInfo.InvariantCulture);
        return $"[0:{reference.Track.StreamIndex}]{string.Join(',', left)},{Shown}[left];[1:{stream}]{string.Join(',', right)},{Shown}[right];[left][right]hstack[shown]";
    }

    private IEnumerable<string> Chosen() => cut?.Filters() ?? [string.Create(CultureInfo.InvariantCulture, $"trim=start_frame={skipped}:end_frame={skipped + 1}")];

    // Both have the reference's colour here. Small before tones are mapped: that is done in floating point.
    private string Shown => string.Join(
        ',',
        ["settb=1/25", "setpts=N", "setsar=1", $"scale='min({Widest},iw)':-2:flags=bicubic", .. ToneMapping.Filters(reference.Track.Colour), "scale=flags=bicubic:out_range=pc", "format=yuvj420p"]);
}
