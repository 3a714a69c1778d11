using System.Globalization;
using Rushes.Contracts;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Functions.Score;

/// <summary>The proof that a run scored exactly the frames that it was to: those of each cut by their times, and all of them by their number.</summary>
internal sealed class ScoredFrames(WindowToScore task, ScoreRun run, string folder)
{
    public static Place PlaceOf(WindowToScore task) =>
        new() { Rendition = string.Join(' ', task.Videos.Select(video => video.Name)), Frame = task.Frames.From };

    /// <summary>Null: they were.</summary>
    public async Task<Failure?> FindFailureAsync(CancellationToken cancellationToken)
    {
        foreach (var cut in run.Cuts)
        {
            if (await cut.Cut.FindDifferenceAsync(Path.Combine(folder, cut.File), cancellationToken) is { } difference)
            {
                return Differs(cut.Of, cut.Cut.Proven.From + difference.Frame);
            }
        }

        foreach (var log in run.Logs)
        {
            var scored = (await VmafLog.ReadAsync(Path.Combine(folder, log.File), [Metrics.Vmaf], log.Step, cancellationToken)).Count;
            if (scored != log.Count)
            {
                return Miscounted(log, scored);
            }
        }

        return null;
    }

    private Failure Differs(string who, int frame) => new()
    {
        Code = "quality.frames_differ",
        Category = FailureCategory.Internal,
        Message = string.Create(CultureInfo.InvariantCulture, $"The decoder of {who} gave another frame than its timeline has at frame {frame}."),
        Place = new Place(PlaceOf(task)) { Frame = frame },
        Remedy = "The file decodes differently each time; rewrap it (ffmpeg -i IN -c copy OUT.mkv) and try again.",
    };

    private Failure Miscounted(ScoreLog log, int scored) => new()
    {
        Code = "quality.frames_missing",
        Category = FailureCategory.Internal,
        Message = string.Create(CultureInfo.InvariantCulture, $"Of {log.Count} frames from {task.Frames.From} on, {scored} of '{log.Of}' were scored."),
        Place = PlaceOf(task),
        Remedy = "A chunk may be damaged: validate the encode, and make it again.",
    };
}
