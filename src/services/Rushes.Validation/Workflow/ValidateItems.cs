using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Tools.Probing;

namespace Rushes.Validation.Workflow;

/// <summary>What is to be looked at, and the answer from what was seen.</summary>
internal static class ValidateItems
{
    /// <summary>Videos of a timeline, which they are held against.</summary>
    public static IEnumerable<MapItem<VideoToJudge>> ToJudge(ValidateRequest request) =>
        from video in request.Videos
        where request.Timeline is not null && (video.File is not null || (video.Recipe is not null && video.ChunkStarts.Count > 0))
        select Item(request, video, "judge");

    public static IEnumerable<MapItem<VideoToJudge>> ToConform(ValidateRequest request) =>
        from video in request.Videos
        where video.File is null
        select Item(request, video, "conform");

    /// <summary>The longest first, or the last one would be alone at the end.</summary>
    public static IEnumerable<MapItem<ChunkToDecode>> ToDecode(ValidateRequest request) =>
        from video in request.Videos
        where video.Recipe is not null && video.File is null
        orderby video.Recipe.Resolution.Pixels descending
        let isCompared = IsCompared(request, video)
        from chunk in Enumerable.Range(0, video.ChunkStarts.Count)
        select new MapItem<ChunkToDecode>(
            new ChunkToDecode
            {
                Rendition = video.Rendition,
                Index = video.Index,
                Chunk = chunk,
                Fingerprints = isCompared,
                Interlaced = FingerprintFilter.IsInterlaced(video.Recipe.FieldOrder),
                Cropping = isCompared && video.Recipe.Steps?.Crop is { } area ? new Cropping { Mezzanine = request.Fingerprints, Area = area } : null,
            },
            $"decode {video.Rendition} chunk {chunk + 1}", video.Recipe.Resolution.Pixels)
        {
            Height = video.Recipe.Resolution.Height,
        };

    public static IEnumerable<MapItem<VideoToCompare>> ToCompare(ValidateRequest request, IReadOnlyList<DecodedChunk> decoded) =>
        from video in request.Videos
        where IsCompared(request, video)
        select new MapItem<VideoToCompare>(ToCompare(request, video, decoded), $"compare {video.Rendition}", 1);

    // Mapped tones depend on colours, which fingerprints do not have. Those of a file are of its own picture, and cells that a crop cuts are no means of it.
    private static bool IsCompared(ValidateRequest request, VideoExpectation video) =>
        request.Fingerprints is not null && video.File is not { Fingerprints: null } && video.Recipe is not { ColourHandling: ColourHandling.ToSdr }
        && (video.File is null || video.Recipe is not { Steps.Crop: not null });

    private static IEnumerable<Discrepancy> NotCompared(ValidateRequest request) =>
        from video in request.Videos
        where video.File is not null && request.Fingerprints is not null && !IsCompared(request, video)
        select new Discrepancy
        {
            Code = "validate.picture_unchecked",
            Severity = Severity.Warning,
            Message = $"Pictures are not compared: {(video.Recipe?.ColourHandling == ColourHandling.ToSdr ? "their tones were mapped" : "a part of them was cut off")}.",
            Place = new Place { Rendition = video.Rendition },
            Frames = new FrameRange { To = video.File.Track.Frames },
            Remedy = "Look at them, or at their quality by 'rushes quality', for times and counts tell nothing of what they show.",
        };

    private static VideoToCompare ToCompare(ValidateRequest request, VideoExpectation video, IReadOnlyList<DecodedChunk> decoded)
    {
        var task = new VideoToCompare { Mezzanine = request.Fingerprints, FirstFrame = request.Frames?.From ?? 0, Video = video, Damaged = { request.Damaged } };
        if (video.File is { } file)
        {
            task.Video = new VideoExpectation(video) { ChunkStarts = { 0 } };
            task.Chunks.Add(new DecodedChunk { Fingerprints = file.Fingerprints });
            return task;
        }

        task.Chunks.AddRange(
            from chunk in decoded
            where chunk.Rendition == video.Rendition && chunk.Fingerprints is not null
            orderby chunk.Chunk
            select new DecodedChunk { Chunk = chunk.Chunk, Fingerprints = chunk.Fingerprints });
        return task;
    }

    public static StepOutcome<ValidateResponse> Answer(ValidateRequest request, IReadOnlyList<DecodedChunk> decoded, params ReadOnlySpan<IReadOnlyList<Discrepancies>> looks)
    {
        var response = new ValidateResponse();
        response.Discrepancies.AddRange(decoded.SelectMany(chunk => chunk.Discrepancies));
        foreach (var found in looks)
        {
            response.Discrepancies.AddRange(found.SelectMany(one => one.Discrepancies_));
        }

        response.Discrepancies.AddRange(NotCompared(request));

        return response;
    }

    private static MapItem<VideoToJudge> Item(ValidateRequest request, VideoExpectation video, string step) =>
        new(new VideoToJudge { Timeline = request.Timeline, Frames = request.Frames, Video = video }, $"{step} {video.Rendition}", 1);
}
