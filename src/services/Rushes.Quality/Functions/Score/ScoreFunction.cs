using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Quality.Comparing;
using Rushes.Quality.Scores;
using Rushes.Quality.Workflow;
using Rushes.Tools.Commands;
using Rushes.Tools.Cutting;
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
        var span = FrameSpan.Of(task.Frames, video.Count);
        var media = await context.OpenAsync(task.Reference.Media, cancellationToken);
        var reference = ReferenceInput.Of(media, task.Reference.Track, video, task.Steps, span.First, span.End);
        var encodes = new List<EncodeInput>();
        foreach (var (number, encode) in task.Videos.Index())
        {
            encodes.Add(await OpenAsync(encode, number, span, context, cancellationToken));
        }

        var command = new ScoreCommand(task, reference, encodes, span);
        var frames = new ScoredFrames(task, reference, encodes, span, context.WorkFolder);
        var result = await RunAsync(command.Build(seek: true), reference, encodes, span, context, cancellationToken);
        if (!result.Succeeded)
        {
            return Failed(task, result);
        }

        if (await frames.FindFailureAsync(cancellationToken) is not null)
        {
            // The container's seek points lied. Slower, but the frames of a whole decode are the definition.
            result = await RunAsync(command.Build(seek: false), reference, encodes, span, context, cancellationToken);
            if (!result.Succeeded)
            {
                return Failed(task, result);
            }

            if (await frames.FindFailureAsync(cancellationToken) is { } failure)
            {
                return failure;
            }
        }

        return await PublishAsync(task, span, result, context, cancellationToken);
    }

    private static async Task<EncodeInput> OpenAsync(WindowOfVideo video, int number, FrameSpan span, FunctionContext context, CancellationToken cancellationToken)
    {
        if (video.File is { } file)
        {
            var timeline = await SourceTimeline.ReadAsync(file, context, cancellationToken);
            var path = await context.OpenAsync(file.Media, cancellationToken);
            return new EncodeInput.Media(path, file.Track.StreamIndex, new PictureCut(file.Track, timeline, span.First, span.End));
        }

        if (video.Index is not null)
        {
            var index = await context.ReadAsync(video.Index, FrameIndex.ReadFrom, cancellationToken);
            var part = Path.Combine(context.WorkFolder, ScoreFiles.Part(number));
            return new EncodeInput.Part(
                part, await ChunkPart.WriteAsync(index, await context.OpenAsync(video.Chunks[0], cancellationToken), span.From, span.To, part, cancellationToken));
        }

        List<string> chunks = [];
        foreach (var chunk in video.Chunks)
        {
            chunks.Add(await context.OpenAsync(chunk, cancellationToken));
        }

        return new EncodeInput.Chunks(chunks);
    }

    private async Task<ToolResult> RunAsync(
        IReadOnlyList<string> arguments, ReferenceInput reference, IReadOnlyList<EncodeInput> encodes, FrameSpan span, FunctionContext context,
        CancellationToken cancellationToken)
    {
        var invocation = new ToolInvocation(ffmpeg.Path, arguments)
        {
            Inputs = [reference.Path, .. encodes.SelectMany(encode => encode.Paths)],
            Outputs = context.WorkFolder,
            WorkingDirectory = context.WorkFolder,
            OnOutputLine = line =>
            {
                if (FFmpegProgress.TryReadFrames(line, out var frames))
                {
                    context.Report(frames, span.Count);
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
        WindowToScore task, FrameSpan span, ToolResult result, FunctionContext context, CancellationToken cancellationToken)
    {
        var scored = new ScoredWindow();
        var columns = Metrics.ColumnsOf(task.Metrics);
        foreach (var (number, video) in task.Videos.Index())
        {
            var scores = await VmafLog.ReadAsync(Path.Combine(context.WorkFolder, ScoreFiles.Log(number)), columns, cancellationToken);
            await using (var file = File.Create(Path.Combine(context.WorkFolder, ScoreFiles.Scores(number))))
            {
                FrameScores.WriteHeader(file, Metrics.NamesOf(task.Metrics));
                for (var frame = span.From; frame < span.To; frame++)
                {
                    FrameScores.WriteFrame(file, frame, scores[frame - span.First]);
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
