using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// What the first of two passes leaves of each piece: statistics, and the bits of its media, which is thrown away. A record of both,
/// published last, says that a piece is finished.
/// </summary>
internal sealed class MeasuredPieces(VideoFormat format, FunctionContext context) : PieceResults
{
    private readonly PassStatistics _statistics = new(format, context);

    protected override async Task<bool> FindAsync(ChunkTask task, Recipe recipe, ChunkResult result, CancellationToken cancellationToken)
    {
        if (await context.FindPieceAsync(RecordOf(task, recipe), identity: null, cancellationToken) is not { } record)
        {
            return false;
        }

        result.Measured.Add(await context.ReadAsync(record, MeasuredRun.Parser.ParseFrom, cancellationToken));
        return true;
    }

    protected override async Task PublishAsync(ChunkTask task, Recipe recipe, ChunkResult result, CancellationToken cancellationToken)
    {
        var number = task.Pieces[0].Number;
        var run = new MeasuredRun { Rendition = recipe.Name, Number = number, Bits = await BitsAsync(task, recipe, cancellationToken) };
        run.Statistics.AddRange(await _statistics.PublishAsync(task, recipe, $"{recipe.Name}.{number}", cancellationToken));
        var record = RecordOf(task, recipe);
        await File.WriteAllBytesAsync(Path.Combine(context.WorkFolder, record), run.ToByteArray(), cancellationToken);
        await context.PublishPieceAsync(record, record, cancellationToken);
        result.Measured.Add(run);
    }

    private static string RecordOf(ChunkTask task, Recipe recipe) => $"{recipe.Name}.{task.Pieces[0].Number}.measured";

    /// <summary>0 where nothing but statistics is made: nothing is shared out.</summary>
    private async Task<long> BitsAsync(ChunkTask task, Recipe recipe, CancellationToken cancellationToken)
    {
        if (!EncoderOutputs.HaveMedia(format, task, recipe))
        {
            return 0;
        }

        return (await ChunkFiles.ReadMediaAsync(context.WorkFolder, format, recipe, cancellationToken)).Samples.Sum(sample => sample.Size * 8L);
    }
}
