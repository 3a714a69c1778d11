using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Encoding.Chunks;

/// <summary>Carries statistics of encoders from first passes to second ones.</summary>
internal sealed class PassStatistics(VideoFormat format, FunctionContext context)
{
    /// <summary>Puts them where the second pass over the piece looks for them.</summary>
    /// <param name="task">A chunk of one piece.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    public async Task PlaceAsync(ChunkTask task, CancellationToken cancellationToken)
    {
        foreach (var (number, output) in EncoderOutputs.Of(format, task).Index().Where(output => output.Item.Pass == 2))
        {
            foreach (var statistics in EncoderOutputs.ShareOf(task, output.Recipe)!.Statistics)
            {
                var path = ChunkFiles.Statistics(context.WorkFolder, output.Recipe, number).PathOf(statistics.Suffix);
                File.Copy(await context.OpenAsync(statistics.File, cancellationToken), path, overwrite: true);
            }
        }
    }

    /// <summary>Publishes what the first pass over the piece has left for a rendition.</summary>
    /// <param name="task">A chunk of one piece.</param>
    /// <param name="recipe">Of the rendition.</param>
    /// <param name="name">Under which later attempts find them, with their suffixes.</param>
    /// <param name="cancellationToken">Ends the publishing.</param>
    public async Task<IReadOnlyList<Statistics>> PublishAsync(ChunkTask task, Recipe recipe, string name, CancellationToken cancellationToken)
    {
        List<Statistics> published = [];
        foreach (var (number, _) in EncoderOutputs.Of(format, task).Index().Where(output => output.Item.Pass == 1 && output.Item.Recipe.Name == recipe.Name))
        {
            var files = ChunkFiles.Statistics(context.WorkFolder, recipe, number);
            foreach (var suffix in files.Suffixes.ToArray())
            {
                var file = await context.PublishPieceAsync(name + suffix, Path.GetFileName(files.PathOf(suffix)), cancellationToken);
                published.Add(new Statistics { Suffix = suffix, File = file });
            }
        }

        return published;
    }
}
