using System.Xml.Linq;
using Rushes.Media.Encryption;
using static Rushes.Media.Manifests.Dash.DashNames;

namespace Rushes.Media.Manifests.Dash;

/// <summary>ContentProtection, ISO/IEC 23009-1 §5.8.4.1 and ISO/IEC 23001-7 §11.2: one for the scheme, one for each key system.</summary>
internal static class Protection
{
    public static IEnumerable<XElement> Of(PresentationTrack track) => track.Protection?.Dash.Select(Element) ?? [];

    private static XElement Element(DashContentProtection protection) => new(
        Mpd + "ContentProtection",
        new XAttribute("schemeIdUri", protection.SchemeIdUri),
        protection.Value is { } value ? new XAttribute("value", value) : null,
        protection.DefaultKeyId is { } keyId ? new XAttribute(Cenc + "default_KID", keyId.ToString("D")) : null,
        protection.Pssh is { } pssh ? new XElement(Cenc + "pssh", pssh) : null,
        protection.LicenseUri is { } uri ? new XElement(DashIf + "Laurl", new XAttribute("licenseType", "EME-1.0"), uri) : null);
}
