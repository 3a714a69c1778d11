using System.Xml.Linq;
using Rushes.Media.Isobmff;
using static Rushes.Media.Manifests.Dash.DashNames;

namespace Rushes.Media.Manifests.Dash;

/// <summary>
/// How players find the segments of a track (ISO/IEC 23009-1 §5.3.9): by the file's own segment index, or by number and a list of
/// durations. presentationTimeOffset is where the period's start lies on the track's clock.
/// </summary>
internal static class SegmentAddressing
{
    /// <summary>Of the set: segments start alike in all representations, with a frame that depends on none before it.</summary>
    public static IEnumerable<XAttribute> Alignment(PresentationTrack track) => track.Files.Form == SegmentForm.Files
        ? [new("segmentAlignment", "true"), new("startWithSAP", "1")]
        : [new("subsegmentAlignment", "true"), new("subsegmentStartsWithSAP", "1")];

    /// <summary>Of the representation, what all kinds have.</summary>
    public static IEnumerable<XAttribute> Attributes(PresentationTrack track, string mimeType) =>
    [
        Id(track.Files.Stem),
        new("mimeType", mimeType),
        new("codecs", track.Format.Codecs),
        new("bandwidth", track.Plan.PeakBitrate),
    ];

    public static IEnumerable<XElement> Of(PresentationTrack track) => track.Files.Form == SegmentForm.Files
        ? [Template(track.Files, track.Plan)]
        : [new(Mpd + "BaseURL", ManifestUri.Escape(track.Files.Media)), SegmentBase(track.Plan)];

    private static XElement SegmentBase(CmafTrackPlan plan) => new(
        Mpd + "SegmentBase",
        Clock(plan),
        new XAttribute("indexRange", plan.SegmentIndex),
        new XElement(Mpd + "Initialization", new XAttribute("range", plan.Initialization)));

    private static XElement Template(TrackFiles files, CmafTrackPlan plan) => new(
        Mpd + "SegmentTemplate",
        Clock(plan),
        new XAttribute("initialization", ManifestUri.Escape(files.Initialization)),
        new XAttribute("media", files.SegmentTemplate),
        new XAttribute("startNumber", 1),
        new XElement(Mpd + "SegmentTimeline", Timeline(plan)));

    private static IEnumerable<XAttribute> Clock(CmafTrackPlan plan) =>
        [new("timescale", plan.Index.Timescale), new("presentationTimeOffset", plan.BaseTicks)];

    // §5.3.9.6: a run of equal durations is one element; only the first says when.
    private static IEnumerable<XElement> Timeline(CmafTrackPlan plan)
    {
        for (var from = 0; from < plan.Segments.Count;)
        {
            var to = from + 1;
            while (to < plan.Segments.Count && plan.Segments[to].Duration == plan.Segments[from].Duration)
            {
                to++;
            }

            yield return new XElement(
                Mpd + "S",
                from == 0 ? new XAttribute("t", plan.BaseTicks + plan.Index.FirstTime) : null,
                new XAttribute("d", plan.Segments[from].Duration),
                to - from > 1 ? new XAttribute("r", to - from - 1) : null);
            from = to;
        }
    }
}
