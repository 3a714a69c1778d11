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

        List<Recipe> recipes = [];
        foreach (var ladder in request.Ladders)
        {
            switch (LadderPlanner.Plan(ladder, inspection.Video, request.Steps?.Crop))
            {
                case LadderPlan.Planned planned:
                    recipes.AddRange(planned.Recipes);
                    break;
                case LadderPlan.Refused refused:
                    return At(request.SourceUri, refused.Failure);
                default:
                    throw new InvalidOperationException("A ladder plan has two cases.");
            }
        }

        return WithChunks(request, inspection.Video, recipes);
    }

    /// <summary>One for each codec.</summary>
    public static IEnumerable<MapItem<EncodeRequest>> EncodeRequests(PrepareTitleRequest request, InspectResponse inspection, TitlePlan plan) =>
        EncodeRequests(request, inspection, [.. plan.Recipes.GroupBy(recipe => recipe.Codec.Format)]);

    // Each has its part of the slots: together they are not more processes than those.
    private static IEnumerable<MapItem<EncodeRequest>> EncodeRequests(
        PrepareTitleRequest request, InspectResponse inspection, IReadOnlyList<IGrouping<CodecFormat, Recipe>> codecs) =>
        codecs.Select(codec => new MapItem<EncodeRequest>(
            new EncodeRequest
            {
                Source = new VideoSource { Media = inspection.Source, Track = inspection.Video, Timeline = inspection.Timeline, Fingerprints = inspection.Fingerprints, Groups = inspection.Groups },
                EncoderSlots = Math.Max(1, Slots(request) / codecs.Count),
                CollateMs = request.CollateMs,
                Recipes = { codec },
            },
            codec.Key.ToString().ToLowerInvariant(), codec.Sum(recipe => recipe.Resolution.Pixels)));

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

    private static TitlePlan WithChunks(PrepareTitleRequest request, VideoTrack video, List<Recipe> recipes)
    {
        var segmentMs = request.Ladder.SegmentMs;
        var chunkMs = ChunkLength.Resolve(
            request.ChunkMs, segmentMs, SegmentPlan.GopFor(segmentMs), DurationMs(video), recipes.Count,
            Slots(request), request.Express);
        var plan = new TitlePlan();
        plan.Recipes.AddRange(recipes.Select(recipe =>
        {
            var planned = recipe.Clone();
            planned.Chunking = new Chunking { SegmentMs = segmentMs, TargetMs = chunkMs, ShotAligned = request.ShotAligned };
            planned.Steps = request.Steps;
            planned.ColourHandling = request.ColourHandling;
            return planned;
        }));
        return plan;
    }

    private static int Slots(PrepareTitleRequest request) => request.EncoderSlots > 0 ? request.EncoderSlots : UsualSlots;

    private static long DurationMs(VideoTrack video) => (video.Duration.Numerator * 1000 / video.Duration.Denominator) + 1;
}
