using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Rushes.Media.Timing;
using static Rushes.Media.Manifests.Dash.DashNames;

namespace Rushes.Media.Manifests.Dash;

/// <summary>
/// The media presentation description (ISO/IEC 23009-1): one period with a set for each picture, sound and text. Tracks that are
/// one file go by the on-demand profile (§8.3), segments that are files by the live profile (§8.4), which is not for live alone.
/// </summary>
public static class DashManifest
{
    private const string OnDemandProfile = "urn:mpeg:dash:profile:isoff-on-demand:2011";
    private const string LiveProfile = "urn:mpeg:dash:profile:isoff-live:2011";

    /// <param name="presentation">What there is.</param>
    /// <returns>XML in UTF-8, lines ended by LF.</returns>
    public static string Create(Presentation presentation)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        presentation.ThrowIfEmpty(nameof(presentation));
        var document = new XDocument(Root(presentation));
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            document.Save(xml);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    private static XElement Root(Presentation presentation)
    {
        var tracks = presentation.Tracks.ToArray();
        var hasFiles = Array.Exists(tracks, track => track.Files.Form == SegmentForm.Files);
        var segment = tracks.Max(track => new Rational(track.Plan.Segments.Max(s => s.Duration), track.Plan.Index.Timescale));
        var hasKeys = Array.Exists(tracks, track => track.Protection is not null);
        return new XElement(
            Mpd + "MPD",
            hasKeys ? new XAttribute(XNamespace.Xmlns + "cenc", Cenc) : null,
            hasKeys ? new XAttribute(XNamespace.Xmlns + "dashif", DashIf) : null,
            new XAttribute("profiles", hasFiles ? LiveProfile : OnDemandProfile),
            new XAttribute("type", "static"),
            new XAttribute("mediaPresentationDuration", Duration(presentation.Duration)),
            new XAttribute(hasFiles ? "maxSegmentDuration" : "maxSubsegmentDuration", Duration(segment)),
            new XAttribute("minBufferTime", Duration(segment)),
            new XElement(Mpd + "Period", new XAttribute("id", "0"), new XAttribute("start", "PT0S"), Sets(presentation)));
    }

    // Sets are numbered as they stand: those of the picture, which name one another by number, come first.
    private static List<XElement> Sets(Presentation presentation)
    {
        var sets = VideoSets.Of(presentation.Video)
            .Concat(AudioSets.Of(presentation.Audio))
            .Concat(presentation.Text.Select(text => TextSet.Of(text, presentation.Duration)))
            .ToList();
        if (presentation.Thumbnails is { } tiles)
        {
            sets.Add(ThumbnailSet.Of(tiles));
        }

        for (var i = 0; i < sets.Count; i++)
        {
            sets[i].SetAttributeValue("id", i.ToString(CultureInfo.InvariantCulture));
        }

        return sets;
    }
}
