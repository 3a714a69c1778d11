using Rushes.Contracts;

namespace Rushes.Packaging.Api;

/// <summary>Checks a request for a package.</summary>
internal static class PackageApi
{
    /// <param name="request">From whomever.</param>
    /// <param name="intoFolders">Who asks may have any folder of this machine written to.</param>
    public static IEnumerable<Failure> Validate(PackageRequest request, bool intoFolders)
    {
        if (request.DestinationUri.Length > 0 && !intoFolders)
        {
            yield return Failure.Refusal("request.destination", "Packages are not written to folders here.", "Leave the destination empty, and fetch the files.");
        }
        else if (request.DestinationUri.Length > 0 && !(Uri.TryCreate(request.DestinationUri, UriKind.Absolute, out var destination) && destination.IsFile))
        {
            yield return Failure.Refusal("request.destination", $"'{request.DestinationUri}' is no folder on this machine.", "Name it as file:///…");
        }

        if (request.Videos.Count == 0)
        {
            yield return Failure.Refusal("request.videos", "There is no video to package.", "Give at least one.");
        }

        if (request.Timeline is null || request.SegmentMs <= 0 || request.FrameRate is not { Numerator: > 0, Denominator: > 0 })
        {
            yield return Failure.Refusal("request.segments", "Segments need a timeline, a length and a frame rate.", "Inspect the source first.");
        }
    }
}
