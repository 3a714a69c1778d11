using System.Globalization;
using System.Xml.Linq;
using Rushes.Media.Timing;
using static Rushes.Media.Manifests.Dash.DashNames;

namespace Rushes.Media.Manifests.Dash;

/// <summary>
/// The picture (ISO/IEC 23009-1 §5.3.3): a set for each codec, colour and key, in which players change from one rendition to
/// another; then the key frames of each set.
/// </summary>
internal static class VideoSets
{
    private const string TrickMode = "http://dashif.org/guidelines/trickmode";

    // §5.3.3.5: sets between which a player may change as it does within one.
    private const string Switching = "urn:mpeg:dash:adaptation-set-switching:2016";

    /// <summary>The sets' numbers are their places here.</summary>
    public static IEnumerable<XElement> Of(IReadOnlyList<VideoPresentation> video)
    {
        var sets = video
            .GroupBy(track => (track.Format.Codec, Colour: ColourProperties.Signalled(track.Plan.Colour), Key: track.Protection?.KeyId))
            .Select(set => set.ToArray())
            .ToArray();
        foreach (var set in sets)
        {
            var others = sets.Index()
                .Where(other => other.Item != set && AreAlike(other.Item[0], set[0]))
                .Select(other => other.Index.ToString(CultureInfo.InvariantCulture));
            yield return Set(set, [.. others]);
        }

        foreach (var set in sets)
        {
            if (set.Select(track => track.TrickPlay).OfType<VideoPresentation>().ToArray() is { Length: > 0 } keyFrames)
            {
                var shownFor = sets.Index().Where(other => other.Item == set || (AreAlike(other.Item[0], set[0]) && other.Item.All(track => track.TrickPlay is null)));
                yield return TrickPlaySet(keyFrames, set.Max(track => track.FrameRate), [.. shownFor.Select(other => other.Index.ToString(CultureInfo.InvariantCulture))]);
            }
        }
    }

    private static bool AreAlike(VideoPresentation a, VideoPresentation b) =>
        a.Format.Codec == b.Format.Codec && ColourProperties.Signalled(a.Plan.Colour) == ColourProperties.Signalled(b.Plan.Colour);

    private static XElement Set(VideoPresentation[] tracks, string[] others) => new(
        Mpd + "AdaptationSet",
        Attributes(tracks),
        Protection.Of(tracks[0]),
        ColourProperties.Of(tracks[0].Plan.Colour),
        others.Length > 0 ? Descriptor("SupplementalProperty", Switching, string.Join(',', others)) : null,
        tracks.Select(track => Representation(track)));

    // DASH-IF IOP §3.2.9: key frames that players show for the sets while they run fast.
    private static XElement TrickPlaySet(VideoPresentation[] tracks, Rational normalRate, string[] numbers) => new(
        Mpd + "AdaptationSet",
        Attributes(tracks),
        Protection.Of(tracks[0]),
        Descriptor("EssentialProperty", TrickMode, string.Join(' ', numbers)),
        ColourProperties.Of(tracks[0].Plan.Colour),
        tracks.Select(track => Representation(
            track,
            new XAttribute("codingDependency", "false"),
            new XAttribute("maxPlayoutRate", Math.Max(1, (normalRate / track.FrameRate).CeilingTicks(1))))));

    private static IEnumerable<XAttribute> Attributes(VideoPresentation[] tracks) =>
    [
        new("contentType", "video"),
        .. SegmentAddressing.Alignment(tracks[0]),
        new("maxWidth", tracks.Max(track => track.Format.Width)),
        new("maxHeight", tracks.Max(track => track.Format.Height)),
        new("par", Ratio(tracks.MaxBy(track => track.Format.Height)!.PictureAspect)),
    ];

    private static XElement Representation(VideoPresentation track, params XAttribute[] more) => new(
        Mpd + "Representation",
        SegmentAddressing.Attributes(track, "video/mp4"),
        new XAttribute("width", track.Format.Width),
        new XAttribute("height", track.Format.Height),
        new XAttribute("frameRate", FrameRate(track.FrameRate)),
        new XAttribute("sar", Ratio(track.Format.PixelAspect)),
        more,
        SegmentAddressing.Of(track));
}
