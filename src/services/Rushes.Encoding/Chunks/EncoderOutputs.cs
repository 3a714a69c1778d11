using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;

namespace Rushes.Encoding.Chunks;

/// <summary>The outputs of one run of FFmpeg over a piece: what its pass wants of each rendition.</summary>
internal static class EncoderOutputs
{
    /// <param name="format">Of all renditions.</param>
    /// <param name="task">A chunk of one piece.</param>
    public static IReadOnlyList<EncoderOutput> Of(VideoFormat format, ChunkTask task) => task.Measures
        ? [.. task.Recipes.SelectMany(format.FirstPass)]
        : [.. task.Recipes.Select(recipe => ShareOf(task, recipe) is { } share ? SecondPass(recipe, share) : new EncoderOutput(recipe))];

    /// <summary>Whether a file comes of a rendition, and not statistics alone.</summary>
    public static bool HaveMedia(VideoFormat format, ChunkTask task, Recipe recipe) =>
        Of(format, task).Any(output => output.HasMedia && output.Recipe.Name == recipe.Name);

    /// <summary>Null: the rendition is made in one pass.</summary>
    public static RunShare? ShareOf(ChunkTask task, Recipe recipe) =>
        task.Pieces.SelectMany(piece => piece.Shares).FirstOrDefault(share => share.Rendition == recipe.Name);

    private static EncoderOutput SecondPass(Recipe recipe, RunShare share) =>
        new(recipe.Rate.HasBitrate ? EncoderOutput.AtBitrate(recipe, share.Bitrate) : recipe, Pass: share.Statistics.Count > 0 ? 2 : 0);
}
