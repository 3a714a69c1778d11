using Rushes.Media.Indexing;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Validation.Workflow;

namespace Rushes.Validation.Functions.Judge;

/// <summary>Holds one video's index against the timeline and the recipe. Reads no sample.</summary>
internal static class JudgeFunction
{
    public static readonly FunctionReference<VideoToJudge, Discrepancies> Reference =
        new("validation.judge", VideoToJudge.Parser, Discrepancies.Parser);

    public static async Task<StepOutcome<Discrepancies>> RunAsync(VideoToJudge task, FunctionContext context, CancellationToken cancellationToken)
    {
        var timeline = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        var index = await context.ReadAsync(task.Video.Index, FrameIndex.ReadFrom, cancellationToken);
        if (task.Frames is { } range)
        {
            timeline = timeline.Slice((int)range.From, (int)range.To);
        }

        var found = new Discrepancies();
        found.Discrepancies_.AddRange(new Judgement(task.Video, timeline, index).All());
        return found;
    }
}
