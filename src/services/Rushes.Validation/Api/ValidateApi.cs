using Rushes.Contracts;
using Rushes.Validation.Expectations;

namespace Rushes.Validation.Api;

/// <summary>Checks a request for a validation.</summary>
internal static class ValidateApi
{
    public static IEnumerable<Failure> Validate(ValidateRequest request)
    {
        if (request.Timeline is null && request.Videos.Any(video => video is { Stream: null, File: null }))
        {
            yield return Failure.Refusal("request.timeline", "There is no timeline to compare with.", "Inspect the source first, or say what the streams are to be.");
        }

        if (request.Videos.Count == 0)
        {
            yield return Failure.Refusal("request.videos", "There is no video to validate.", "Give at least one.");
        }

        foreach (var video in request.Videos)
        {
            if (video.File is { Timeline: null } || (video.File is not null && request.Timeline is null))
            {
                yield return Failure.Refusal("request.video", $"'{video.Rendition}' or the source lacks its timeline.", "Inspect both first.");
            }

            if (video.File is null && (video.Index is null || (video.Stream is null && (video.Recipe is null || video.ChunkStarts.Count == 0))))
            {
                yield return Failure.Refusal("request.video", $"'{video.Rendition}' lacks index, recipe or chunks.", "Give all three; the index and what the stream is to be; or an inspected file.");
            }

            foreach (var mistake in StreamPromises.Mistakes(video.Stream ?? new StreamExpectation()))
            {
                yield return Failure.Refusal("request.stream", $"'{video.Rendition}': {mistake}", "Correct the expectation.");
            }
        }
    }
}
