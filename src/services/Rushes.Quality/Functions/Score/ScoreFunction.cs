using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Quality.Comparing;
using Rushes.Quality.Scores;
using Rushes.Quality.Workflow;
using Rushes.Tools.Commands;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Quality.Functions.Score;

/// <summary>Scores the frames of one window, and proves that they were those.</summary>
internal sealed class ScoreFunction(ToolInstallation ffmpeg)
{
    public static readonly FunctionReference<WindowToScore, ScoredWindow> Reference =
        new("quality.score", WindowToScore.Parser, ScoredWindow.Parser);

    public async Task<StepOutcome<ScoredWindow>> RunAsync(WindowToScore task, FunctionContext context, CancellationToken cancellationToken)
    {
        var video = await SourceTimeline.ReadAsync(task.Reference, context, cancellationToken);
        var media = await context.OpenAsync(task.Reference.Media, cancellationToken);
        var run = task.Samples.Count > 0
            ? await SampleRun.OpenAsync(task, media, video, context, cancellationToken)
            : await WindowRun.OpenAsync(task, media, video, context, cancellationToken);
        var frames = new ScoredFrames(task, run, context.WorkFolder);
        var result = await RunAsync(run, seek: true, context, cancellationToken);
        if (!result.Succeeded)
        {
            return Failed(task, result);
        }

        if (await frames.FindFailureAsync(cancellationToken) is not null)
        {
            // The container's seek points lied. Slower, but the frames of a whole decode are the definition.
            result = await RunAsync(run, seek: false, context, cancellationToken);
            if (!result.Succeeded)
            {
                return Failed(task, result);
            }

            if (await frames.FindFailureAsync(cancellationToken) is { } failure)
            {
                return failure;
            }
        }

        return await PublishAsync(task, run, result, context, cancellationToken);
    }

    private async Task<ToolResult> RunAsync(ScoreRun run, bool seek, FunctionContext context, CancellationToken cancellationToken)
    {
        var invocation = new ToolInvocation(ffmpeg.Path, run.Command(seek))
        {
            Inputs = run.Inputs,
            Outputs = context.WorkFolder,
            WorkingDirectory = context.WorkFolder,
            OnOutputLine = line =>
            {
                if (FFmpegProgress.TryReadFrames(line, out var frames))
                {
                    context.Report(frames, run.Frames);
                }
            },
        };
        return await context.Tools.RunAsync(invocation, cancellationToken);
    }

    private static Failure Failed(WindowToScore task, ToolResult result)
    {
        var failure = result.ToFailure("quality.failed", ScoredFrames.PlaceOf(task));
        failure.Details["frames"] = FormattableString.Invariant($"{task.Frames.From} to {task.Frames.To - 1}");
        return failure;
    }

    private static async Task<ScoredWindow> PublishAsync(
        WindowToScore task, ScoreRun run, ToolResult result, FunctionContext context, CancellationToken cancellationToken)
    {
        var scored = new ScoredWindow();
        foreach (var (number, video) in task.Videos.Index())
        {
            var scores = await run.ReadAsync(number, context.WorkFolder, cancellationToken);
            await using (var file = File.Create(Path.Combine(context.WorkFolder, ScoreFiles.Scores(number))))
            {
                FrameScores.WriteHeader(file, Metrics.NamesOf(task.Metrics));
                foreach (var (frame, measured) in scores)
                {
                    FrameScores.WriteFrame(file, frame, measured);
                }
            }

            var published = await context.PublishAsync(ScoreFiles.Scores(number), cancellationToken);
            scored.Videos.Add(new ScoredVideo { Name = video.Name, Frames = task.Frames, Scores = published });
        }

        if (result.ErrorTail.Length > 0)
        {
            scored.Findings.Add(Complaint(task, result.ErrorTail));
        }

        return scored;
    }

    private static Finding Complaint(WindowToScore task, string errors) => new()
    {
        Code = "quality.decode_errors",
        Severity = Severity.Warning,
        Frames = task.Frames,
        Evidence = { ["videos"] = string.Join(' ', task.Videos.Select(video => video.Name)), ["decoder"] = errors.Trim() },
        Remedy = "A decoder complained within these frames, of the encode or of the reference; what it made up is scored as it is.",
    };
}
