using System.Xml.Linq;
using Rushes.Media.Timing;
using static Rushes.Media.Manifests.Dash.DashNames;

namespace Rushes.Media.Manifests.Dash;

/// <summary>A WebVTT file beside the media (DASH-IF IOP §6.4): its times count from the period's start.</summary>
internal static class TextSet
{
    public static XElement Of(TextPresentation text, Rational duration) => new(
        Mpd + "AdaptationSet",
        new XAttribute("contentType", "text"),
        new XAttribute("mimeType", "text/vtt"),
        new XAttribute("lang", text.Language),
        text.Label is { } label ? new XElement(Mpd + "Label", label) : null,
        Descriptor("Role", AudioSets.RoleScheme, RoleOf(text.Purpose)),
        new XElement(
            Mpd + "Representation",
            Id(text.Stem),
            new XAttribute("bandwidth", Math.Max(1, (new Rational(text.Size * 8, 1) / duration).CeilingTicks(1))),
            new XElement(Mpd + "BaseURL", ManifestUri.Escape(text.Media))));

    private static string RoleOf(TextPurpose purpose) => purpose switch
    {
        TextPurpose.Captions => "caption",
        TextPurpose.Forced => "forced-subtitle",
        _ => "subtitle",
    };
}
