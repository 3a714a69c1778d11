using System.Globalization;
using System.Xml.Linq;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>A representation of a manifest with one file and its index, read by ISO/IEC 23009-1 and not by our own code.</summary>
/// <param name="Kind">The <c>contentType</c> of its adaptation set.</param>
/// <param name="PresentationTimeOffset">In <paramref name="Timescale"/>.</param>
internal sealed record DashRepresentation(
    string Kind, string Url, string Codecs, long Timescale, long PresentationTimeOffset, ByteRange Initialization, ByteRange Index)
{
    private const string TrickMode = "http://dashif.org/guidelines/trickmode";

    private static readonly XNamespace Dash = "urn:mpeg:dash:schema:mpd:2011";

    /// <summary>Those of usual play: no images, no key frames alone.</summary>
    /// <exception cref="System.Xml.XmlException">The manifest is not well-formed.</exception>
    public static IReadOnlyList<DashRepresentation> ReadAll(string manifest) => Read(manifest, ofTrickMode: false);

    /// <summary>Of key frames alone (DASH-IF IOP §3.2.9).</summary>
    /// <exception cref="System.Xml.XmlException">The manifest is not well-formed.</exception>
    public static IReadOnlyList<DashRepresentation> ReadTrickMode(string manifest) => Read(manifest, ofTrickMode: true);

    private static IReadOnlyList<DashRepresentation> Read(string manifest, bool ofTrickMode) =>
        [
            .. from set in XDocument.Load(manifest).Descendants(Dash + "AdaptationSet")
               where (string)set.Attribute("contentType")! != "image"
                   && ofTrickMode == set.Elements(Dash + "EssentialProperty").Any(property => (string)property.Attribute("schemeIdUri")! == TrickMode)
               from representation in set.Elements(Dash + "Representation")
               select Read((string)set.Attribute("contentType")!, representation),
        ];

    private static DashRepresentation Read(string kind, XElement representation)
    {
        var segments = representation.Element(Dash + "SegmentBase")!;
        return new DashRepresentation(
            kind,
            representation.Element(Dash + "BaseURL")!.Value,
            representation.Attribute("codecs")!.Value,
            long.Parse(segments.Attribute("timescale")!.Value, CultureInfo.InvariantCulture),
            long.Parse(segments.Attribute("presentationTimeOffset")!.Value, CultureInfo.InvariantCulture),
            ByteRange.OfManifest(segments.Element(Dash + "Initialization")!.Attribute("range")!.Value),
            ByteRange.OfManifest(segments.Attribute("indexRange")!.Value));
    }
}
