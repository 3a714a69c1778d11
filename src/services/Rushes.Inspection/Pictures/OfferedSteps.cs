using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>What may be done to every picture of a film against what was found in it.</summary>
internal static class OfferedSteps
{
    /// <summary>Part of the film that must need it: a step is done to all of it.</summary>
    private const double Most = 0.8;

    /// <param name="video">What was looked at.</param>
    /// <param name="findings">All of its picture.</param>
    /// <param name="areas">The active picture, the whole film in order.</param>
    /// <returns>Null: nothing.</returns>
    public static Steps? Of(VideoTrack video, IReadOnlyCollection<Finding> findings, IReadOnlyList<ActiveArea> areas)
    {
        var areFrames = video.Pictures == TimelinePictures.Unspecified;
        var isFilm = areFrames && Takes(video, findings, "picture.telecine");
        var hasFields = areFrames && !Has(findings, "picture.progressive") && (Takes(video, findings, "picture.combed") || Has(findings, "source.interlaced"));
        return Steps.NullIfNone(new Steps
        {
            InverseTelecine = isFilm,
            Deinterlacing = hasFields && !isFilm ? Deinterlacing.Frames : Deinterlacing.Unspecified,
            Crop = Has(findings, "picture.letterbox") ? BorderSearch.Common(areas) : null,
        });
    }

    private static bool Has(IEnumerable<Finding> findings, string code) => findings.Any(finding => finding.Code == code);

    private static bool Takes(VideoTrack video, IEnumerable<Finding> findings, string code) =>
        findings.Where(finding => finding.Code == code).Sum(finding => finding.Frames.To - finding.Frames.From) is > 0 and var frames && frames >= Most * video.Frames;
}
