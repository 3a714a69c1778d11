using System.Globalization;
using System.Xml.Linq;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>A representation of a manifest with one file and its index, read by ISO/IEC 23009-1 and not by our own code.</summary>
/// <param name="Kind">The <c>contentType</c> of its adaptation set.</param>
/// <param name="PresentationTimeOffset">In <paramref name="Timescale"/>.</param>
internal sealed record DashRepresentation(
    string Kind, string Url, string Codecs, long Timescale, long PresentationTimeOffset, ByteRange Initialization, ByteRange Index)
{
    private static readonly XNamespace Dash = "urn:mpeg:dash:schema:mpd:2011";

    /// <exception cref="System.Xml.XmlException">The manifest is not well-formed.</exception>
    public static IReadOnlyList<DashRepresentation> ReadAll(string manifest) =>
        [
            .. from set in XDocument.Load(manifest).Descendants(Dash + "AdaptationSet")
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
