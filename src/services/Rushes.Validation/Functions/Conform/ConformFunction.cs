using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Conformance;
using Rushes.Media.Indexing;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Validation.Expectations;
using Rushes.Validation.Workflow;

namespace Rushes.Validation.Functions.Conform;

/// <summary>Reads every sample of a video where it lies, and holds it against what was promised and against its standard. Decodes nothing.</summary>
internal static class ConformFunction
{
    private const int FramesBetweenReports = 1000;

    public static readonly FunctionReference<VideoToJudge, Discrepancies> Reference =
        new("validation.conform", VideoToJudge.Parser, Discrepancies.Parser);

    public static async Task<StepOutcome<Discrepancies>> RunAsync(VideoToJudge task, FunctionContext context, CancellationToken cancellationToken)
    {
        try
        {
            var index = await context.ReadAsync(task.Video.Index, FrameIndex.ReadFrom, cancellationToken);
            await using var samples = new ChunkStreams(index, (chunk, token) => context.OpenStreamAsync(new ObjectRef { Uri = chunk.Uri, Size = chunk.Size }, token));
            var faults = await StreamCheck.RunAsync(
                new IndexedVideo(index, samples), await PromiseAsync(task, index, context, cancellationToken), frames => Report(context, frames, index.Count), cancellationToken);
            var found = new Discrepancies();
            found.Discrepancies_.AddRange(faults.Select(fault => StreamDiscrepancy.Of(fault, task.Video.Rendition)));
            return found;
        }
        catch (MediaFormatException malformed)
        {
            return Unreadable(task.Video.Rendition, malformed);
        }
    }

    // Where there is a timeline, it knows best where key frames can be.
    private static async Task<StreamPromise> PromiseAsync(VideoToJudge task, FrameIndex index, FunctionContext context, CancellationToken cancellationToken)
    {
        var promise = StreamPromises.Of(task.Video.Stream ?? new StreamExpectation(), index);
        if (task.Timeline is null || task.Video.Recipe is not { Chunking.SegmentMs: > 0, Gop.DurationMs: > 0 } recipe)
        {
            return promise;
        }

        var timeline = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        timeline = task.Frames is { } range ? timeline.Slice((int)range.From, (int)range.To) : timeline;
        return promise with { KeyFrames = new SegmentPlan(timeline, recipe.Chunking.SegmentMs, recipe.Gop.DurationMs, recipe.Chunking.ShotAligned).KeyFrames };
    }

    private static void Report(FunctionContext context, int frames, int count)
    {
        if (frames % FramesBetweenReports == 0 || frames == count)
        {
            context.Report(frames, count);
        }
    }

    private static Failure Unreadable(string rendition, MediaFormatException malformed) => new()
    {
        Code = "validate.unreadable",
        Category = FailureCategory.Internal,
        Message = $"The video cannot be read: {malformed.Message}",
        Place = new Place { Rendition = rendition },
        Remedy = "Run the job again; if it comes back, report it with the encoder's version.",
    };
}
