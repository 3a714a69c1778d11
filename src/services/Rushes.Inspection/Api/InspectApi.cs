using Rushes.Contracts;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Api;

/// <summary>Checks a request for an inspection.</summary>
internal static class InspectApi
{
    public static IEnumerable<Failure> Validate(InspectRequest request)
    {
        if (!Uri.TryCreate(request.SourceUri, UriKind.Absolute, out _))
        {
            yield return Failure.Refusal("request.source", $"'{request.SourceUri}' is no absolute URI.", "Name the source as file:///…");
        }

        if (!Enum.IsDefined(request.Pictures))
        {
            yield return Failure.Refusal("request.pictures", $"Timelines of kind {(int)request.Pictures} are not known.", "Leave it out: a picture of each decoded frame.");
        }

        if (!Enum.IsDefined(request.Phase))
        {
            yield return Failure.Refusal("request.phase", $"The phase {(int)request.Phase} is not known.", "Leave it out: everything is looked at.");
        }

        if (request.LeaveOut.Any(check => check == InspectionCheck.Unspecified || !Enum.IsDefined(check)))
        {
            yield return Failure.Refusal("request.leave_out", "A check to be left out is not known.", "Name audio or cadence, or nothing.");
        }
    }

    public static SourceFile Convert(InspectRequest request) => new()
    {
        Media = new ObjectRef { Uri = request.SourceUri },
        Pictures = request.Pictures,
        Phase = request.Phase == InspectionPhase.Unspecified ? InspectionPhase.Full : request.Phase,
        LeaveOut = { request.LeaveOut },
    };
}
