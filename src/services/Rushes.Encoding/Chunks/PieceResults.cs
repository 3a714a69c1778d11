using Rushes.Contracts;
using Rushes.Encoding.Workflow;

namespace Rushes.Encoding.Chunks;

/// <summary>What is kept of each piece of a chunk, and found again by the next attempt.</summary>
internal abstract class PieceResults
{
    /// <summary>Puts what is there already into the result.</summary>
    /// <param name="task">Of one piece.</param>
    /// <param name="result">Of the chunk.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The renditions that are still to be made.</returns>
    public async Task<IReadOnlyList<Recipe>> FindAsync(ChunkTask task, ChunkResult result, CancellationToken cancellationToken)
    {
        List<Recipe> missing = [];
        foreach (var recipe in task.Recipes)
        {
            if (!await FindAsync(task, recipe, result, cancellationToken))
            {
                missing.Add(recipe);
            }
        }

        return missing;
    }

    /// <summary>Publishes what the run over the piece has left in the work folder.</summary>
    public async Task PublishAsync(ChunkTask task, ChunkResult result, CancellationToken cancellationToken)
    {
        foreach (var recipe in task.Recipes)
        {
            await PublishAsync(task, recipe, result, cancellationToken);
        }
    }

    /// <returns>False: it is still to be made.</returns>
    protected abstract Task<bool> FindAsync(ChunkTask task, Recipe recipe, ChunkResult result, CancellationToken cancellationToken);

    protected abstract Task PublishAsync(ChunkTask task, Recipe recipe, ChunkResult result, CancellationToken cancellationToken);
}
