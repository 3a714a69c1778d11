using Rushes.Contracts;
using Rushes.Packaging.Workflow;

namespace Rushes.Packaging.Api;

/// <summary>Checks a request for a package.</summary>
internal static class PackageApi
{
    private const long LongestSegmentMs = 600_000;
    private const long LongestThumbnailIntervalMs = 600_000;

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

        if (request.Videos.Count + request.Audio.Count + request.Inputs.Count == 0)
        {
            yield return Failure.Refusal("request.inputs", "There is nothing to package.", "Give at least one video, sound or input.");
        }

        if (request.SegmentMs is <= 0 or > LongestSegmentMs)
        {
            yield return Failure.Refusal("request.segments", $"Segments of {request.SegmentMs} ms.", "Say how long a segment is, up to ten minutes.");
        }

        if (request.ThumbnailIntervalMs is < 0 or > LongestThumbnailIntervalMs || request.ThumbnailIntervalMs % 1000 != 0)
        {
            yield return Failure.Refusal("request.thumbnails", $"Thumbnails every {request.ThumbnailIntervalMs} ms.", "Say how far they are apart: whole seconds, up to ten minutes.");
        }

        if (request.Keys is { } keys && !(intoFolders && Uri.TryCreate(keys.Uri, UriKind.Absolute, out var file) && file.IsFile))
        {
            yield return Failure.Refusal("request.keys", "Keys are read from a file of this machine by local jobs alone.", "Encrypt where the keys are: rushes package --encrypt.");
        }

        foreach (var form in request.Forms.Where(form => !PackageForms.Names.Contains(form)))
        {
            yield return Failure.Refusal("request.forms", $"'{form}' is no form of a package.", $"Write one of {string.Join(", ", PackageForms.Names)}.");
        }
    }
}
