using System.Globalization;
using System.Xml.Linq;
using Rushes.Media.Manifests.Thumbnails;
using static Rushes.Media.Manifests.Dash.DashNames;

namespace Rushes.Media.Manifests.Dash;

/// <summary>Tiled thumbnails as a set of images (DASH-IF IOP §6.2.6).</summary>
internal static class ThumbnailSet
{
    private const string Tile = "http://dashif.org/guidelines/thumbnail_tile";

    public static XElement Of(ThumbnailTiles tiles) => new(
        Mpd + "AdaptationSet",
        new XAttribute("contentType", "image"),
        new XAttribute("mimeType", "image/jpeg"),
        new XElement(
            Mpd + "SegmentTemplate",
            new XAttribute("media", ThumbnailTiles.FileTemplate),
            new XAttribute("timescale", tiles.FileDuration.Denominator),
            new XAttribute("duration", tiles.FileDuration.Numerator),
            new XAttribute("startNumber", 1)),
        new XElement(
            Mpd + "Representation",
            new XAttribute("id", "thumbnails"),
            new XAttribute("bandwidth", tiles.Bandwidth),
            new XAttribute("width", tiles.Columns * tiles.Width),
            new XAttribute("height", tiles.Rows * tiles.Height),
            Descriptor("EssentialProperty", Tile, string.Create(CultureInfo.InvariantCulture, $"{tiles.Columns}x{tiles.Rows}"))));
}
