using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Cutting;

namespace Rushes.Encoding.Chunks;

/// <summary>What is reported when an encoder got other frames than the timeline wants.</summary>
internal static class FrameFailure
{
    public const string Code = "encode.frames_differ";

    /// <summary>Null: the frames that the chunk needs came, and no others.</summary>
    /// <param name="task">The chunk.</param>
    /// <param name="video">All frames.</param>
    /// <param name="folder">Of the run.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Failure?> FindAsync(ChunkTask task, Timeline video, string folder, CancellationToken cancellationToken)
    {
        var cut = ChunkFilters.CutOf(task, video);
        return await cut.FindDifferenceAsync(Path.Combine(folder, ChunkFiles.Frames), cancellationToken) is { } difference
            ? Describe(task, cut.Proven.From, difference)
            : null;
    }

    public static Place PlaceOf(ChunkTask task) =>
        new() { Rendition = string.Join(' ', task.Recipes.Select(recipe => recipe.Name)), Chunk = task.Chunk, Frame = task.Frames.From };

    /// <summary>An encoder that failed says where it stood at best; which frames it was given, it does not know.</summary>
    public static Failure OfEncoder(ChunkTask task, Failure failure)
    {
        failure.Details["frames"] = string.Create(CultureInfo.InvariantCulture, $"{task.Frames.From} to {task.Frames.To - 1}");
        return failure;
    }

    private static Failure Describe(ChunkTask task, int from, FrameDifference difference)
    {
        var frame = (long)from + difference.Frame;
        var failure = new Failure
        {
            Code = Code,
            Category = FailureCategory.Internal,
            Message = $"The decoder gave another frame than the timeline has at frame {frame}.",
            Place = new Place(PlaceOf(task)) { Frame = frame },
            Remedy = "The source decodes differently each time; rewrap it (ffmpeg -i IN -c copy OUT.mkv) and try again.",
        };
        failure.Details["expected"] = Text(difference.Expected);
        failure.Details["actual"] = Text(difference.Actual);
        return failure;

        static string Text(long? ticks) => ticks?.ToString(CultureInfo.InvariantCulture) ?? "none";
    }
}
