using Rushes.Contracts;

namespace Rushes.Validation.Api;

/// <summary>Checks a request for a validation.</summary>
internal static class ValidateApi
{
    public static IEnumerable<Failure> Validate(ValidateRequest request)
    {
        if (request.Timeline is null)
        {
            yield return Failure.Refusal("request.timeline", "There is no timeline to compare with.", "Inspect the source first.");
        }

        if (request.Videos.Count == 0)
        {
            yield return Failure.Refusal("request.videos", "There is no video to validate.", "Give at least one.");
        }

        foreach (var video in request.Videos.Where(video => video.Index is null || video.Recipe is null || video.ChunkStarts.Count == 0))
        {
            yield return Failure.Refusal("request.video", $"'{video.Rendition}' lacks index, recipe or chunks.", "Give all three.");
        }
    }
}
