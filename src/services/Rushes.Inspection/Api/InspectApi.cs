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
            yield return new Failure
            {
                Code = "request.source",
                Category = FailureCategory.Configuration,
                Message = $"'{request.SourceUri}' is no absolute URI.",
                Remedy = "Name the source as file:///…",
            };
        }
    }

    public static SourceFile Convert(InspectRequest request) => new() { Media = new ObjectRef { Uri = request.SourceUri } };
}
