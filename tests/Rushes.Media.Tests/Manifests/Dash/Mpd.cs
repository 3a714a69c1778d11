using System.Xml.Linq;
using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Dash;

namespace Rushes.Media.Tests.Manifests.Dash;

/// <summary>A manifest read back as plain XML.</summary>
internal sealed class Mpd
{
    public static readonly XNamespace Namespace = "urn:mpeg:dash:schema:mpd:2011";

    private Mpd(XElement root) => Root = root;

    public XElement Root { get; }

    public XElement[] Sets => [.. Root.Element(Namespace + "Period")!.Elements(Namespace + "AdaptationSet")];

    public static Mpd Of(Presentation presentation) => new(XDocument.Parse(DashManifest.Create(presentation)).Root!);

    public static XElement[] All(XElement parent, string name) => [.. parent.Elements(Namespace + name)];

    public static XElement One(XElement parent, string name) => Assert.Single(All(parent, name));

    public static string Value(XElement element, string attribute) => element.Attribute(attribute)!.Value;

    /// <summary>"scheme=value" of each descriptor.</summary>
    public static string[] Descriptors(XElement parent, string name) =>
        [.. All(parent, name).Select(element => $"{Value(element, "schemeIdUri")}={Value(element, "value")}")];
}
