using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Tools.Commands;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Chunks;

/// <summary>Runs the encoder over a range of frames, and proves that exactly the frames of the timeline went in.</summary>
/// <param name="ffmpeg">The encoder.</param>
/// <param name="format">Of all renditions.</param>
/// <param name="media">Local path of the source.</param>
/// <param name="video">All frames of the video.</param>
/// <param name="clock">Of the video.</param>
/// <param name="context">Of the attempt.</param>
internal sealed class PieceEncoder(ToolInstallation ffmpeg, VideoFormat format, string media, Timeline video, EncoderClock clock, FunctionContext context)
{
    /// <summary>Null: the work folder holds a file for each rendition.</summary>
    /// <param name="task">Its frames are those to encode.</param>
    /// <param name="onFrames">How many are done.</param>
    /// <param name="cancellationToken">Kills the encoder.</param>
    public async Task<Failure?> EncodeAsync(ChunkTask task, Action<long> onFrames, CancellationToken cancellationToken)
    {
        var frames = video.Slice((int)task.Frames.From, (int)task.Frames.To);
        await new PassStatistics(format, context).PlaceAsync(task, cancellationToken);
        var failure = await RunAsync(task, frames, onFrames, seek: true, cancellationToken);
        if (failure?.Code == FrameFailure.Code)
        {
            // The container's seek points lied. Slower, but the frames of a whole decode are the definition.
            failure = await RunAsync(task, frames, onFrames, seek: false, cancellationToken);
        }

        return failure ?? await ChunkOutput.FindFailureAsync(format, task, frames.Count, context.WorkFolder, cancellationToken);
    }

    private async Task<Failure?> RunAsync(
        ChunkTask task, Timeline frames, Action<long> onFrames, bool seek, CancellationToken cancellationToken)
    {
        var command = new ChunkCommand(format, task, video, clock);
        var invocation = new ToolInvocation(ffmpeg.Path, command.Build(media, context.WorkFolder, seek))
        {
            Inputs = [media],
            Outputs = context.WorkFolder,
            OnOutputLine = line =>
            {
                if (FFmpegProgress.TryReadFrames(line, out var done))
                {
                    onFrames(done);
                }
            },
            IsProgress = new AdvancingFrames().Advances,
        };
        var result = await context.Tools.RunAsync(invocation, cancellationToken);
        return result.Succeeded
            ? await FrameFailure.FindAsync(task, video, context.WorkFolder, cancellationToken)
            : FrameFailure.OfEncoder(task, result.ToFailure("encode.failed", FrameFailure.PlaceOf(task)));
    }
}
