using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Streaming.Workflow;

/// <summary>Hands what was encoded to the packager, and all of it to the caller.</summary>
internal static class Packages
{
    public static PackageRequest Request(
        PrepareTitleRequest request, InspectResponse inspection, IReadOnlyList<EncodeResponse> encodings, IReadOnlyList<EncodeAudioResponse> audio,
        IReadOnlyList<MeasureResponse> quality)
    {
        var package = new PackageRequest
        {
            DestinationUri = request.StagingUri,
            SegmentMs = request.Ladder.SegmentMs,
            FrameRate = inspection.Video.FrameRate,
            Timeline = inspection.Timeline,
            SegmentFiles = request.SegmentFiles,
            Sources = { Source(inspection) },
            Tools = { inspection.Tools.Concat(encodings.SelectMany(encoding => encoding.Tools)).Distinct() },
        };
        if (request.Mp4)
        {
            package.Forms.AddRange(["hls", "dash", "mp4"]);
        }

        package.Videos.AddRange(Videos(request, encodings));
        package.Audio.AddRange(Heard(audio));
        package.Scores.AddRange(TitleQualities.Scores(encodings, quality));
        return package;
    }

    public static StepOutcome<PrepareTitleResponse> Respond(
        PrepareTitleRequest request, InspectResponse inspection, IReadOnlyList<EncodeResponse> encodings, IReadOnlyList<EncodeAudioResponse> audio,
        IReadOnlyList<MeasureResponse> quality, PackageResponse package)
    {
        var encoding = new EncodeResponse
        {
            Videos = { Videos(request, encodings) },
            Tools = { encodings.SelectMany(group => group.Tools).Distinct() },
        };
        var response = new PrepareTitleResponse { Inspection = inspection, Encoding = encoding, Package = package, Quality = { TitleQualities.Measured(encodings, quality) } };
        response.Audio.AddRange(Heard(audio));
        response.Findings.AddRange(
            [.. SourceFindings.Of(request, inspection, encodings), .. encodings.SelectMany(group => group.Findings), .. audio.SelectMany(track => track.Findings), .. TitleQualities.Findings(request, inspection, quality)]);
        return response;
    }

    // Renditions of one codec may come from two calls: they go back into the order of their ladder.
    private static IEnumerable<EncodedVideo> Videos(PrepareTitleRequest request, IReadOnlyList<EncodeResponse> encodings)
    {
        var places = request.Ladders.SelectMany(ladder => ladder.Rungs, (ladder, rung) => (ladder.Codec, rung.Name)).Distinct().Index()
            .ToDictionary(place => place.Item, place => place.Index);
        var codecs = request.Ladders.Select(ladder => ladder.Codec).ToList();
        return encodings.SelectMany(group => group.Videos)
            .OrderBy(video => codecs.IndexOf(video.Recipe.Codec.Format))
            .ThenBy(video => places.GetValueOrDefault((video.Recipe.Codec.Format, video.Name)));
    }

    private static PackageSource Source(InspectResponse inspection) => new()
    {
        Size = inspection.Source.Size,
        Digest = inspection.Source.Digest,
        Frames = inspection.Video.Frames,
        Duration = inspection.Video.Duration,
    };

    private static IEnumerable<EncodedAudio> Heard(IReadOnlyList<EncodeAudioResponse> audio) =>
        audio.Where(track => track.Audio is not null).Select(track => track.Audio);
}
