using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// Encodes one chunk for one group of renditions, piece after piece, or makes the first of two passes over them. What an earlier attempt
/// has finished, or any job has shared, is not made again.
/// </summary>
internal sealed class ChunkFunction(ToolInstallation ffmpeg, VideoFormat format)
{
    public async Task<StepOutcome<ChunkResult>> RunAsync(ChunkTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var media = await context.OpenAsync(task.Media, cancellationToken);
        var whole = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        var video = whole.Slice((int)task.Video.From, (int)task.Video.To);
        var clock = new EncoderClock(format, video);
        var encoder = new CappedEncoder(new PieceEncoder(ffmpeg, format, media, video, clock, context), format, context);
        PieceResults results = task.Measures
            ? new MeasuredPieces(format, context)
            : new EncodedPieces(format, new PieceIdentity(ffmpeg, format, video, clock), context);
        var result = new ChunkResult { Chunk = task.Chunk };
        foreach (var piece in task.Pieces)
        {
            var before = piece.Frames.From - task.Frames.From;
            var one = task.Of(piece);
            var missing = one.With(await results.FindAsync(one, result, cancellationToken));
            if (missing.Recipes.Count > 0)
            {
                var failure = await encoder.EncodeAsync(missing, frames => context.Report(before + frames, Length(task.Frames)), cancellationToken);
                if (failure is not null)
                {
                    return failure;
                }

                await results.PublishAsync(missing, result, cancellationToken);
            }

            context.Report(before + Length(piece.Frames), Length(task.Frames));
        }

        return result;
    }

    private static long Length(FrameRange frames) => frames.To - frames.From;
}
