using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Platform.Workflows;
using Rushes.Streaming.Ladders;

namespace Rushes.Streaming.Workflow;

/// <summary>From a ladder and a source to recipes. The chunk length is resolved here, once: it decides bytes.</summary>
internal static class TitlePlanner
{
    public static StepOutcome<TitlePlan> Plan(PrepareTitleRequest request, InspectResponse inspection)
    {
        var planned = LadderPlanner.Plan(request.Ladder, inspection.Video);
        if (planned.Failure is { } failure)
        {
            return failure;
        }

        var chunkMs = ChunkLength.Resolve(
            request.ChunkMs, request.Ladder.SegmentMs, SegmentPlan.GopFor(request.Ladder.SegmentMs), DurationMs(inspection.Video),
            planned.Recipes.Count, Math.Max(1, request.EncoderSlots), request.Express);
        var plan = new TitlePlan();
        foreach (var recipe in planned.Recipes)
        {
            recipe.Chunking = new Chunking { SegmentMs = request.Ladder.SegmentMs, TargetMs = chunkMs };
            plan.Recipes.Add(recipe);
        }

        return plan;
    }

    public static EncodeRequest EncodeRequest(PrepareTitleRequest request, InspectResponse inspection, TitlePlan plan)
    {
        var encode = new EncodeRequest
        {
            Source = new VideoSource { Media = inspection.Source, Track = inspection.Video, Timeline = inspection.Timeline },
            EncoderSlots = request.EncoderSlots,
        };
        encode.Recipes.AddRange(plan.Recipes);
        return encode;
    }

    private static long DurationMs(VideoTrack video) => (video.Duration.Numerator * 1000 / video.Duration.Denominator) + 1;
}
