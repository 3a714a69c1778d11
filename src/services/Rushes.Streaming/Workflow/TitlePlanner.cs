using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Platform.Workflows;
using Rushes.Streaming.Ladders;

namespace Rushes.Streaming.Workflow;

/// <summary>From a ladder and a source to recipes. The chunk length is resolved here, once: it decides bytes.</summary>
internal static class TitlePlanner
{
    /// <summary>Of a fleet, when the caller does not know it.</summary>
    private const int UsualSlots = 16;

    public static StepOutcome<TitlePlan> Plan(PrepareTitleRequest request, InspectResponse inspection)
    {
        var errors = inspection.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => At(request.SourceUri, Refusal(finding))).ToList();
        if (errors.Count > 0)
        {
            return new FailureList { Failures = { errors } };
        }

        var plan = new TitlePlan();
        foreach (var ladder in request.Ladders)
        {
            switch (LadderPlanner.Plan(ladder, inspection.Video, request.Steps?.Crop))
            {
                case LadderPlan.Planned planned:
                    plan.Recipes.AddRange(planned.Recipes);
                    plan.HalfRate.AddRange(planned.HalfRate);
                    break;
                case LadderPlan.Refused refused:
                    return At(request.SourceUri, refused.Failure);
                default:
                    throw new InvalidOperationException("A ladder plan has two cases.");
            }
        }

        Complete(plan, request, inspection.Video);
        return plan;
    }

    /// <returns>The source, where there are renditions of half its frame rate, else none.</returns>
    public static IEnumerable<MapItem<SourceToHalve>> ToHalve(InspectedTitle title, TitlePlan plan)
    {
        var chunking = plan.HalfRate.FirstOrDefault()?.Chunking;
        return chunking is null
            ? []
            : [new MapItem<SourceToHalve>(
                new SourceToHalve { Source = EncodeGroup.SourceOf(title.Inspection), SegmentMs = chunking.SegmentMs, ShotAligned = chunking.ShotAligned }, "half the frame rate", 1)];
    }

    // Each has its part of the slots: together they are not more processes than those.
    public static IEnumerable<MapItem<EncodeRequest>> EncodeRequests(PrepareTitleRequest request, IReadOnlyList<EncodeGroup> groups) =>
        groups.Select(group => new MapItem<EncodeRequest>(
            new EncodeRequest
            {
                Source = group.Source,
                EncoderSlots = Math.Max(1, Slots(request) / groups.Count),
                CollateMs = request.CollateMs,
                Recipes = { group.Recipes },
            },
            group.Name, group.Recipes.Sum(recipe => recipe.Resolution.Pixels)));

    private static Failure Refusal(Finding finding)
    {
        var frames = finding.Frames is { } range ? $", frames {range.From} to {range.To - 1}" : "";
        var failure = new Failure
        {
            Code = finding.Code,
            Category = FailureCategory.Input,
            Message = $"The inspection found {finding.Code}{frames}.",
            Remedy = $"{finding.Remedy} To encode it as it is, say --inspect artefacts.",
        };
        failure.Details.Add(finding.Evidence);
        return failure;
    }

    private static Failure At(string sourceUri, Failure failure)
    {
        failure.Place = new Place { Path = new Uri(sourceUri) is { IsFile: true } file ? file.LocalPath : sourceUri };
        return failure;
    }

    private static void Complete(TitlePlan plan, PrepareTitleRequest request, VideoTrack video)
    {
        var segmentMs = request.Ladder.SegmentMs;
        var chunkMs = ChunkLength.Resolve(
            request.ChunkMs, segmentMs, SegmentPlan.GopFor(segmentMs), DurationMs(video), plan.Recipes.Count + plan.HalfRate.Count,
            Slots(request), request.Express);
        foreach (var recipe in plan.Recipes.Concat(plan.HalfRate))
        {
            recipe.Chunking = new Chunking { SegmentMs = segmentMs, TargetMs = chunkMs, ShotAligned = request.ShotAligned };
            recipe.Steps = request.Steps;
            recipe.ColourHandling = request.ColourHandling;
        }
    }

    private static int Slots(PrepareTitleRequest request) => request.EncoderSlots > 0 ? request.EncoderSlots : UsualSlots;

    private static long DurationMs(VideoTrack video) => (video.Duration.Numerator * 1000 / video.Duration.Denominator) + 1;
}
