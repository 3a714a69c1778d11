using System.Xml.Linq;
using static Rushes.Media.Manifests.Dash.DashNames;

namespace Rushes.Media.Manifests.Dash;

/// <summary>ContentProtection, ISO/IEC 23009-1 §5.8.4.1 and ISO/IEC 23001-7 §11.2: one for the scheme, one for each key system.</summary>
internal static class Protection
{
    private const string Mp4Protection = "urn:mpeg:dash:mp4protection:2011";

    public static IEnumerable<XElement> Of(PresentationTrack track) => track.Protection is { } protection
        ? protection.Systems.Select(OfSystem).Prepend(OfScheme(protection))
        : [];

    private static XElement OfScheme(TrackProtection protection)
    {
        var element = Descriptor("ContentProtection", Mp4Protection, protection.Scheme);
        element.SetAttributeValue(Cenc + "default_KID", protection.DefaultKeyId.ToString("D"));
        return element;
    }

    private static XElement OfSystem(ProtectionSystem system)
    {
        var element = Descriptor("ContentProtection", $"urn:uuid:{system.SystemId:D}", system.Name);
        if (!system.Pssh.IsEmpty)
        {
            element.Add(new XElement(Cenc + "pssh", Convert.ToBase64String(system.Pssh.Span)));
        }

        if (system.LicenseUri is { } uri)
        {
            element.Add(new XElement(DashIf + "Laurl", new XAttribute("licenseType", "EME-1.0"), uri));
        }

        return element;
    }
}
