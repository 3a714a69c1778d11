using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;

namespace Rushes.Encoding.Chunks;

/// <summary>What is reported when an encoder got other frames than the timeline wants.</summary>
internal static class FrameFailure
{
    public const string Code = "encode.frames_differ";

    public static async Task<Failure?> FindAsync(ChunkTask task, Timeline chunk, string folder, CancellationToken cancellationToken)
    {
        foreach (var recipe in task.Recipes)
        {
            var path = Path.Combine(folder, ChunkFiles.Frames(recipe));
            if (await SourceFrames.CompareAsync(path, chunk, cancellationToken) is { } difference)
            {
                return Describe(task, recipe, difference);
            }
        }

        return null;
    }

    public static Place PlaceOf(ChunkTask task) =>
        new() { Rendition = string.Join(' ', task.Recipes.Select(recipe => recipe.Name)), Chunk = task.Chunk };

    /// <summary>Says which frames the encoder was at.</summary>
    public static Failure WithRange(Failure failure, ChunkTask task)
    {
        failure.Details["frames"] = string.Create(CultureInfo.InvariantCulture, $"{task.Frames.From} to {task.Frames.To - 1}");
        return failure;
    }

    private static Failure Describe(ChunkTask task, Recipe recipe, FrameDifference difference)
    {
        var frame = task.Frames.From + difference.Frame;
        var failure = new Failure
        {
            Code = Code,
            Category = FailureCategory.Internal,
            Message = $"The decoder gave another frame than the timeline has at frame {frame}.",
            Place = new Place { Rendition = recipe.Name, Chunk = task.Chunk, Frame = frame },
            Remedy = "The source decodes differently each time; rewrap it (ffmpeg -i IN -c copy OUT.mkv) and try again.",
        };
        failure.Details["expected"] = Text(difference.Expected);
        failure.Details["actual"] = Text(difference.Actual);
        return failure;

        static string Text(long? ticks) => ticks?.ToString(CultureInfo.InvariantCulture) ?? "none";
    }
}
