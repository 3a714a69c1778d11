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

        package.Videos.AddRange(encodings.SelectMany(encoding => encoding.Videos));
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
            Videos = { encodings.SelectMany(codec => codec.Videos) },
            Tools = { encodings.SelectMany(codec => codec.Tools).Distinct() },
        };
        var response = new PrepareTitleResponse { Inspection = inspection, Encoding = encoding, Package = package, Quality = { TitleQualities.Measured(encodings, quality) } };
        response.Audio.AddRange(Heard(audio));
        response.Findings.AddRange(
            [.. inspection.Findings, .. encodings.SelectMany(codec => codec.Findings), .. audio.SelectMany(track => track.Findings), .. TitleQualities.Findings(request, inspection, quality)]);
        return response;
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
