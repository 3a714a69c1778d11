using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Validation.Workflow;

/// <summary>What is to be looked at, and the answer from what was seen.</summary>
internal static class ValidateItems
{
    public static IEnumerable<MapItem<VideoToJudge>> ToJudge(ValidateRequest request) => request.Videos.Select(video =>
        new MapItem<VideoToJudge>(
            new VideoToJudge { Timeline = request.Timeline, Frames = request.Frames, Video = video }, $"judge {video.Rendition}", 1));

    public static IEnumerable<MapItem<ChunkToDecode>> ToDecode(ValidateRequest request) =>
        from video in request.Videos
        from chunk in Enumerable.Range(0, video.ChunkStarts.Count)
        select new MapItem<ChunkToDecode>(
            new ChunkToDecode { Rendition = video.Rendition, Index = video.Index, Chunk = chunk },
            $"decode {video.Rendition} chunk {chunk + 1}",
            (long)video.Recipe.Resolution.Width * video.Recipe.Resolution.Height)
        {
            Height = video.Recipe.Resolution.Height,
        };

    public static StepOutcome<ValidateResponse> Answer(IReadOnlyList<Discrepancies> judged, IReadOnlyList<Discrepancies> decoded)
    {
        var response = new ValidateResponse();
        response.Discrepancies.AddRange(judged.Concat(decoded).SelectMany(found => found.Discrepancies_));
        return response;
    }
}
