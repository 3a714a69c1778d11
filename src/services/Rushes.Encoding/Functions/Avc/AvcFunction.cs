using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Commands;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Functions.Avc;

/// <summary>Encodes one chunk for one group of renditions, and proves that exactly the frames of the timeline went in.</summary>
internal sealed class AvcFunction(ToolInstallation ffmpeg)
{
    public static readonly FunctionReference<ChunkTask, ChunkResult> Reference = new("encoding.avc", ChunkTask.Parser, ChunkResult.Parser);

    public async Task<StepOutcome<ChunkResult>> RunAsync(ChunkTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var media = await context.OpenAsync(task.Media, cancellationToken);
        var whole = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        var video = whole.Slice((int)task.Video.From, (int)task.Video.To);
        var chunk = video.Slice((int)task.Frames.From, (int)task.Frames.To);
        var command = new ChunkCommand(task, video, chunk, KeyFrameTimes.InChunk(video, task));

        var failure = await EncodeAsync(command, media, task, chunk, context, seek: true, cancellationToken);
        if (failure?.Code == FrameFailure.Code)
        {
            // The container's seek points lied. Slower, but the frames of a whole decode are the definition.
            failure = await EncodeAsync(command, media, task, chunk, context, seek: false, cancellationToken);
        }

        failure ??= await ChunkOutput.FindFailureAsync(task, chunk.Count, context.WorkFolder, cancellationToken);
        return failure is null ? await PublishAsync(task, context, cancellationToken) : failure;
    }

    private async Task<Failure?> EncodeAsync(
        ChunkCommand command, string media, ChunkTask task, Timeline chunk, FunctionContext context, bool seek, CancellationToken cancellationToken)
    {
        var invocation = new ToolInvocation(ffmpeg.Path, command.Build(media, context.WorkFolder, seek))
        {
            OnOutputLine = line =>
            {
                if (FFmpegProgress.TryReadFrames(line, out var frames))
                {
                    context.Report(frames, chunk.Count);
                }
            },
            IsProgress = new AdvancingFrames().Advances,
        };
        var result = await context.Tools.RunAsync(invocation, cancellationToken);
        return result.Succeeded
            ? await FrameFailure.FindAsync(task, chunk, context.WorkFolder, cancellationToken)
            : result.ToFailure("encode.failed", FrameFailure.PlaceOf(task));
    }

    private static async Task<StepOutcome<ChunkResult>> PublishAsync(ChunkTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var result = new ChunkResult { Chunk = task.Chunk };
        foreach (var recipe in task.Recipes)
        {
            var media = await context.PublishAsync(ChunkCommand.MediaName(recipe), cancellationToken);
            result.Videos.Add(new EncodedChunk { Rendition = recipe.Name, Media = media });
        }

        return result;
    }
}
