using Rushes.Contracts;
using Rushes.Streaming.Ladders;

namespace Rushes.Streaming.Api;

/// <summary>Checks a request for a title: every reason to refuse it, at once.</summary>
internal static class PrepareTitleApi
{
    /// <param name="request">From whomever.</param>
    /// <param name="intoFolders">Who asks may have any folder of this machine written to.</param>
    public static IEnumerable<Failure> Validate(PrepareTitleRequest request, bool intoFolders)
    {
        if (!IsAbsolute(request.SourceUri))
        {
            yield return Failure.Refusal("request.source", $"'{request.SourceUri}' is no absolute URI.", "Name the source as file:///…");
        }

        if (FindMisplacement(request, intoFolders) is { } misplaced)
        {
            yield return misplaced;
        }

        foreach (var problem in LadderSet.Problems([.. request.Ladders]))
        {
            yield return problem;
        }

        foreach (var problem in Steps.Problems(request.Steps, "request.steps"))
        {
            yield return problem;
        }

        if (!Enum.IsDefined(request.Quality))
        {
            yield return Failure.Refusal("request.quality", $"Quality {(int)request.Quality} is not known.", "Ask for sampled or full, or leave it out.");
        }

        foreach (var remedy in request.Remedies.Where(remedy => remedy == Remedy.Unspecified || !Enum.IsDefined(remedy)).Distinct())
        {
            yield return Failure.Refusal("request.remedies", $"Remedy {(int)remedy} is not known.", "Name crop, deinterlace or inverse telecine.");
        }

        if (request is { Inspection: InspectionPhase.Artefacts, Remedies.Count: > 0 })
        {
            yield return Failure.Refusal("request.remedies", "Remedies come from a full inspection.", "Ask for it, or for no remedies.");
        }

        if (request.ChunkMs < 0)
        {
            yield return Failure.Refusal("request.chunk", "A chunk cannot be shorter than nothing.", "Leave it 0 for automatic.");
        }

        if (request.CollateMs < 0)
        {
            yield return Failure.Refusal("request.collate", "The length of chunks that are handed out as one is negative.", "Leave it 0: each is handed out by itself.");
        }
    }

    private static Failure? FindMisplacement(PrepareTitleRequest request, bool intoFolders) => (request.StagingUri, request.DestinationUri) switch
    {
        ("", "") => null,
        _ when !intoFolders => Failure.Refusal(
            "request.destination", "Packages are not written to folders here.", "Leave staging and destination empty, and fetch the files."),
        var (staging, destination) when IsAbsolute(staging) && IsAbsolute(destination) => null,
        var (staging, destination) => Failure.Refusal(
            "request.destination", $"'{staging}' and '{destination}' are not both absolute URIs.", "Name both as file:///…, or neither."),
    };

    private static bool IsAbsolute(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out _);
}
