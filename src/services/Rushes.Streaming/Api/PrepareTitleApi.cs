using Rushes.Contracts;

namespace Rushes.Streaming.Api;

/// <summary>Checks a request for a title: every reason to refuse it, at once.</summary>
internal static class PrepareTitleApi
{
    public static IEnumerable<Failure> Validate(PrepareTitleRequest request)
    {
        if (!IsAbsolute(request.SourceUri))
        {
            yield return Failure.Refusal("request.source", $"'{request.SourceUri}' is no absolute URI.", "Name the source as file:///…");
        }

        if (!IsAbsolute(request.DestinationUri))
        {
            yield return Failure.Refusal("request.destination", $"'{request.DestinationUri}' is no absolute URI.", "Name the destination as file:///…");
        }

        if (request.Ladder is not { Rungs.Count: > 0, SegmentMs: > 0 })
        {
            yield return Failure.Refusal("request.ladder", "The ladder has no rungs or no segment length.", "Use the standard ladder, or a ladder file.");
        }

        if (request.Ladder is { Codec: not CodecFormat.Avc } ladder)
        {
            yield return Failure.Refusal("request.codec", $"Codec '{ladder.Codec}' is not in this version.", "Use avc.");
        }

        if (request.ChunkMs < 0)
        {
            yield return Failure.Refusal("request.chunk", "A chunk cannot be shorter than nothing.", "Leave it 0 for automatic.");
        }
    }

    private static bool IsAbsolute(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out _);
}
