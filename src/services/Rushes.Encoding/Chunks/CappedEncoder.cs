using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Recipes;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// Makes a piece so that it keeps the cap of its run, also by an encoder that only aims at one: a rendition whose buffer runs empty is made
/// again with a lower aim. What the last try leaves is taken; validation tells of it where the whole suffers.
/// </summary>
internal sealed partial class CappedEncoder(PieceEncoder encoder, VideoFormat format, FunctionContext context)
{
    /// <inheritdoc cref="PieceEncoder.EncodeAsync"/>
    public async Task<Failure?> EncodeAsync(ChunkTask task, Action<long> onFrames, CancellationToken cancellationToken)
    {
        var failure = await encoder.EncodeAsync(task, onFrames, cancellationToken);
        if (format.KeepsCap || task.Measures)
        {
            return failure;
        }

        var over = task;
        foreach (var step in TighterRate.Steps)
        {
            if (failure is not null || (over = over.With(await BeyondAsync(over, cancellationToken))).Recipes.Count == 0)
            {
                break;
            }

            Log.Beyond(context.Logger, string.Join(", ", over.Recipes.Select(recipe => recipe.Name)), over.Frames.From, over.Frames.To, step);
            failure = await encoder.EncodeAsync(Tighter(over, step), _ => { }, cancellationToken);
        }

        return failure;
    }

    private async Task<IReadOnlyList<Recipe>> BeyondAsync(ChunkTask task, CancellationToken cancellationToken)
    {
        List<Recipe> beyond = [];
        foreach (var recipe in task.Recipes)
        {
            if (RunBuffer.Of(format, recipe.Rate, task.Frames, task.Video) is { } buffer
                && !buffer.Suffices(await ChunkFiles.ReadMediaAsync(context.WorkFolder, format, recipe, cancellationToken)))
            {
                beyond.Add(recipe);
            }
        }

        return beyond;
    }

    private static ChunkTask Tighter(ChunkTask task, int step)
    {
        var tighter = task.With(task.Recipes.Select(recipe => new Recipe(recipe) { Rate = TighterRate.Of(recipe.Rate, step) }));
        foreach (var share in tighter.Pieces.SelectMany(piece => piece.Shares))
        {
            share.Bitrate = TighterRate.Lower(share.Bitrate, step);
        }

        return tighter;
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "{Renditions}, frames {From} to {To}: beyond the cap, made again {Step} steps lower")]
        public static partial void Beyond(ILogger logger, string renditions, long from, long to, int step);
    }
}
