using System.Globalization;
using Google.Protobuf.Collections;
using Rushes.Contracts;

namespace Rushes.Cli.Report;

/// <summary>Fills a report from what the services answered. Pure.</summary>
internal static class ReportBuilder
{
    public static JobReport Done(string job, PrepareTitleResponse response, ReportTime time)
    {
        var tracks = response.Package.Tracks.ToDictionary(track => (track.Kind, track.Codec, track.Name));
        return new JobReport
        {
            Status = "done",
            Job = job,
            Source = Source(response.Inspection),
            Steps = ReportSteps.Of(response.Encoding.Videos.FirstOrDefault()?.Recipe.Steps),

            // A picture that is not streamed is in a file of its own, together with the sound.
            Renditions = [.. response.Encoding.Videos.Select(video => Rendition(
                video, tracks.GetValueOrDefault(("video", CodecOf(video), video.Name)) ?? Movie(response.Package, video), QualityOf(video, response)))],
            Audio = [.. response.Audio.Where(audio => tracks.ContainsKey(("audio", audio.Codec, audio.Name))).Select(audio => Audio(audio, tracks[("audio", audio.Codec, audio.Name)]))],
            Findings = [.. response.Findings.Select(Finding)],
            Tools = Tools([.. response.Inspection.Tools, .. response.Encoding.Tools]),
            Time = time,
        };
    }

    public static JobReport Packaged(string job, PackageResponse response, ReportTime time) => new()
    {
        Status = "done",
        Job = job,
        Renditions = [.. response.Tracks.Where(track => track.Kind != "audio").Select(Rendition)],
        Audio = [.. response.Tracks.Where(track => track.Kind == "audio").Select(Audio)],
        Time = time,
    };

    /// <param name="status"><c>failed</c>, <c>refused</c> or <c>cancelled</c>.</param>
    /// <param name="job">Null when the command never became a job.</param>
    public static JobReport Ended(string status, string? job, IEnumerable<Failure> failures, ReportTime time) =>
        new() { Status = status, Job = job, Failures = [.. failures.Select(Failure)], Time = time };

    private static ReportSource Source(InspectResponse inspection) => new(
        inspection.Source.Uri,
        Convert.ToHexStringLower(inspection.Source.Digest.Span),
        inspection.Video.Frames,
        new ReportDuration(inspection.Video.Duration?.Numerator ?? 0, inspection.Video.Duration?.Denominator ?? 1));

    private static ReportRendition Rendition(EncodedVideo video, PackagedTrack track, VideoQuality? quality) => new(
        video.Name, track.Codec, video.Recipe.Resolution.Width, video.Recipe.Resolution.Height, video.Frames,
        track.Bytes, track.BitrateAverage, track.BitratePeak, track.Path, video.Chunks)
    {
        Vmaf = quality is null ? null : QualityAnswers.Report(quality),
    };

    private static VideoQuality? QualityOf(EncodedVideo video, PrepareTitleResponse response) =>
        response.Quality.FirstOrDefault(quality => quality.Codec == video.Recipe.Codec.Format && quality.Quality.Name == video.Name)?.Quality;

    private static string CodecOf(EncodedVideo video) => video.Recipe.Codec.Format.ToString().ToLowerInvariant();

    private static PackagedTrack Movie(PackageResponse package, EncodedVideo video) =>
        package.Tracks.First(track => track.Kind == "mov" && track.Name == $"{track.Codec}-{video.Name}");

    private static ReportAudio Audio(EncodedAudio audio, PackagedTrack track) => new(
        audio.Name, track.Codec, audio.Language, Channels(audio.Channels), audio.SampleRate, track.Bytes, track.BitrateAverage, track.BitratePeak, track.Path);

    private static ReportRendition Rendition(PackagedTrack track) => new(
        track.Name, track.Codec, track.Resolution.Width, track.Resolution.Height, track.Samples,
        track.Bytes, track.BitrateAverage, track.BitratePeak, track.Path, 1);

    private static ReportAudio Audio(PackagedTrack track) => new(
        track.Name, track.Codec, track.Language, Channels(track.Channels), track.SampleRate, track.Bytes, track.BitrateAverage, track.BitratePeak, track.Path);

    // ISO/IEC 23091-3 layouts as people name them; the last digit counts low-frequency channels.
    private static string Channels(int count) => count switch
    {
        6 => "5.1",
        7 => "6.1",
        8 => "7.1",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count}.0"),
    };

    public static ReportFinding Finding(Finding finding) => new(
        finding.Code, Lower(finding.Severity), finding.Frames?.From, finding.Frames?.To, Sorted(finding.Evidence), finding.Remedy);

    public static ReportFailure Failure(Failure failure) => new(
        failure.Code, Lower(failure.Category), failure.Message, Place(failure.Place), failure.Remedy,
        failure.Details.Count > 0 ? Sorted(failure.Details) : null);

    private static ReportPlace Place(Place? place) => place is null
        ? new ReportPlace(null, null, null, null, null, null)
        : new ReportPlace(
            NullIfEmpty(place.Path), NullIfEmpty(place.Option), NullIfEmpty(place.Rendition),
            place.HasChunk ? place.Chunk : null, place.HasFrame ? place.Frame : null, place.HasLine ? place.Line : null);

    public static IReadOnlyList<ReportTool> Tools(IEnumerable<ToolBuild> builds) =>
        [.. builds.Distinct().OrderBy(build => build.Name, StringComparer.Ordinal).Select(build => new ReportTool(build.Name, build.Version, build.Digest))];

    private static SortedDictionary<string, string> Sorted(MapField<string, string> map) => new(map, StringComparer.Ordinal);

    private static string Lower(FailureCategory category) => category switch
    {
        FailureCategory.Input => "input",
        FailureCategory.Configuration => "configuration",
        FailureCategory.Transient => "transient",
        FailureCategory.Capacity => "capacity",
        _ => "internal",
    };

    private static string Lower(Severity severity) => severity switch
    {
        Severity.Info => "info",
        Severity.Warning => "warning",
        _ => "error",
    };

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
