using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// Encodes one chunk for one group of renditions, piece after piece, or makes the first of two passes over them. A piece that an
/// earlier attempt has finished is kept.
/// </summary>
internal sealed class ChunkFunction(ToolInstallation ffmpeg, VideoFormat format)
{
    public async Task<StepOutcome<ChunkResult>> RunAsync(ChunkTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var media = await context.OpenAsync(task.Media, cancellationToken);
        var whole = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        var encoder = new PieceEncoder(ffmpeg, format, media, whole.Slice((int)task.Video.From, (int)task.Video.To), context);
        PieceResults pieces = task.Measures ? new MeasuredPieces(format, task, context) : new EncodedPieces(format, task, context);
        var result = new ChunkResult { Chunk = task.Chunk };
        foreach (var piece in task.Pieces)
        {
            var before = piece.Frames.From - task.Frames.From;
            if (!await pieces.FindAsync(piece, result, cancellationToken))
            {
                var failure = await encoder.EncodeAsync(
                    PieceResults.PieceOf(task, piece), frames => context.Report(before + frames, Length(task.Frames)), cancellationToken);
                if (failure is not null)
                {
                    return failure;
                }

                await pieces.PublishAsync(piece, result, cancellationToken);
            }

            context.Report(before + Length(piece.Frames), Length(task.Frames));
        }

        return result;
    }

    private static long Length(FrameRange frames) => frames.To - frames.From;
}
