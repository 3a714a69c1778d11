using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Streaming.Workflow;

/// <summary>
/// Has a source looked at as it will be encoded. What is done to it may come from the inspection itself; the film's frames out of telecined ones
/// are other pictures than those that were looked at, and are looked at again.
/// </summary>
internal static class TitleInspections
{
    public static InspectRequest First(PrepareTitleRequest request) => Of(request, request.Steps);

    /// <returns>One where a remedy makes other pictures, else none.</returns>
    public static IEnumerable<MapItem<InspectRequest>> Again(PrepareTitleRequest request, InspectResponse first) =>
        Taken(request, first.Offered) is var steps && Steps.PicturesOf(steps) != first.Video.Pictures
            ? [new MapItem<InspectRequest>(Of(request, steps), "inspect as film", 1)]
            : [];

    public static InspectedTitle Inspected(PrepareTitleRequest request, InspectResponse first, IReadOnlyList<InspectResponse> again)
    {
        var inspection = again is [var film] ? film : first;
        var steps = Taken(request, inspection.Offered);
        steps.InverseTelecine |= inspection.Video.Pictures == TimelinePictures.Film;
        var title = new InspectedTitle { Request = request.Clone(), Inspection = inspection };
        title.Request.Remedies.Clear();
        title.Request.Steps = Steps.NullIfNone(steps);
        return title;
    }

    private static InspectRequest Of(PrepareTitleRequest request, Steps? steps) => new()
    {
        SourceUri = request.SourceUri,
        Pictures = Steps.PicturesOf(steps),
        Phase = request is { Inspection: InspectionPhase.Unspecified, Express: true, Remedies.Count: 0 } ? InspectionPhase.Artefacts : request.Inspection,
    };

    /// <summary>What was asked for; and of what is offered, what may be taken and was not asked for otherwise.</summary>
    private static Steps Taken(PrepareTitleRequest request, Steps? offered)
    {
        var steps = request.Steps?.Clone() ?? new Steps();
        if (offered is null)
        {
            return steps;
        }

        if (!Steps.MakeWholePictures(request.Steps))
        {
            steps.InverseTelecine = offered.InverseTelecine && request.Remedies.Contains(Remedy.InverseTelecine);
            steps.Deinterlacing = request.Remedies.Contains(Remedy.Deinterlace) ? offered.Deinterlacing : Deinterlacing.Unspecified;
        }

        steps.Crop ??= request.Remedies.Contains(Remedy.Crop) ? offered.Crop : null;
        return steps;
    }
}
