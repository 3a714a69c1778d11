using Rushes.Media.Indexing;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Validation.Workflow;

namespace Rushes.Validation.Functions.Judge;

/// <summary>Holds one video's index, or the timeline of a file, against the timeline and the recipe. Reads no sample.</summary>
internal static class JudgeFunction
{
    public static readonly FunctionReference<VideoToJudge, Discrepancies> Reference =
        new("validation.judge", VideoToJudge.Parser, Discrepancies.Parser);

    public static async Task<StepOutcome<Discrepancies>> RunAsync(VideoToJudge task, FunctionContext context, CancellationToken cancellationToken)
    {
        var timeline = await context.ReadAsync(task.Timeline, Timeline.ReadFrom, cancellationToken);
        timeline = task.Frames is { } range ? timeline.Slice((int)range.From, (int)range.To) : timeline;
        var found = new Discrepancies();
        if (task.Video.File is { } file)
        {
            var shown = await context.ReadAsync(file.Timeline, Timeline.ReadFrom, cancellationToken);
            found.Discrepancies_.AddRange(new FileJudgement(task.Video.Rendition, timeline, shown).All());
            return found;
        }

        var index = await context.ReadAsync(task.Video.Index, FrameIndex.ReadFrom, cancellationToken);
        found.Discrepancies_.AddRange(new Judgement(task.Video, timeline, index).All());
        return found;
    }
}
