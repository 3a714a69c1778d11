using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Media;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Encoding.Functions.Assemble;

/// <summary>
/// Virtual assembly: writes, for each rendition, the index of its chunks where they lie. Reads their headers only. Each piece
/// of a chunk is a chunk to the index.
/// </summary>
internal static class AssembleFunction
{
    private const string Unreadable = "index.chunk_unreadable";

    public static readonly FunctionReference<AssembleTask, Assembled> Reference =
        new("encoding.assemble", AssembleTask.Parser, Assembled.Parser);

    public static async Task<StepOutcome<Assembled>> RunAsync(AssembleTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var timeline = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        var video = timeline.Slice((int)task.Video.From, (int)task.Video.To);
        var assembled = new Assembled();
        var failures = new List<Failure>();
        for (var rendition = 0; rendition < task.Plan.Recipes.Count; rendition++)
        {
            var recipe = task.Plan.Recipes[rendition];
            var result = await BuildAsync(task, recipe, video, context, cancellationToken);
            if (result.Index is { } index)
            {
                assembled.Videos.Add(await PublishAsync(task, recipe, index, context, cancellationToken));
            }

            failures.AddRange(result.Problems.Select(problem => ToFailure(recipe, problem)));
            context.Report(rendition + 1, task.Plan.Recipes.Count);
        }

        if (failures.Count == 0)
        {
            return assembled;
        }

        // Or the same pieces would be taken again.
        foreach (var piece in task.Chunks.SelectMany(chunk => chunk.Pieces).Where(piece => piece.Identity.Length > 0))
        {
            await context.ForgetPieceAsync(piece.Identity, cancellationToken);
        }

        return new StepOutcome<Assembled>.Failed(failures);
    }

    private static async Task<FrameIndexResult> BuildAsync(
        AssembleTask task, Recipe recipe, Timeline video, FunctionContext context, CancellationToken cancellationToken)
    {
        var builder = new VideoIndexBuilder(video, [.. task.Plan.PieceStarts.Select(start => (int)start)]);
        List<IndexProblem> unreadable = [];
        byte[] firstSample = [];
        var pieces =
            from result in task.Chunks
            from piece in result.Pieces
            where piece.Rendition == recipe.Name
            orderby piece.Number
            select (piece.Number, piece.Media);
        foreach (var (number, media) in pieces)
        {
            await using var stream = File.OpenRead(await context.OpenAsync(media, cancellationToken));
            try
            {
                var file = await FragmentedFile.ReadAsync(stream, cancellationToken);
                firstSample = number == 0 ? await RecipeFormat.ReadFirstSampleAsync(file, stream, recipe, cancellationToken) : firstSample;
                builder.Add(new ChunkFile(number, media.Uri, media.Size, media.Digest.Memory, file));
            }
            catch (MediaFormatException damage)
            {
                unreadable.Add(new IndexProblem(Unreadable, $"The chunk cannot be read: {damage.Message}", number));
            }
        }

        return unreadable.Count > 0 ? new FrameIndexResult(null, unreadable) : builder.Build(format => RecipeFormat.Complete(format, recipe, firstSample));
    }

    private static async Task<EncodedVideo> PublishAsync(
        AssembleTask task, Recipe recipe, FrameIndex index, FunctionContext context, CancellationToken cancellationToken)
    {
        var name = $"{recipe.Name}.rfi";
        context.Write(name, index.WriteTo);
        return new EncodedVideo
        {
            Name = recipe.Name,
            Recipe = recipe,
            Index = await context.PublishAsync(name, cancellationToken),
            Frames = index.Count,
            Bytes = index.Chunks.Sum(chunk => chunk.Size),
            Chunks = task.Plan.ChunkStarts.Count,
            FrameRate = task.FrameRate,
        };
    }

    private static Failure ToFailure(Recipe recipe, IndexProblem problem)
    {
        var place = new Place { Rendition = recipe.Name };
        if (problem.Chunk is { } chunk)
        {
            place.Chunk = chunk;
        }

        if (problem.Frame is { } frame)
        {
            place.Frame = frame;
        }

        return new Failure
        {
            Code = problem.Code,
            Category = FailureCategory.Internal,
            Message = problem.Message,
            Place = place,
            Remedy = "Run the job again; if it comes back, report it with the source.",
        };
    }
}
