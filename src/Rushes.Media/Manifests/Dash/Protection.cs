using System.Xml.Linq;
using Rushes.Media.Encryption;
using static Rushes.Media.Manifests.Dash.DashNames;

namespace Rushes.Media.Manifests.Dash;

/// <summary>ContentProtection, ISO/IEC 23009-1 §5.8.4.1 and ISO/IEC 23001-7 §11.2: one for the scheme, one for each key system.</summary>
internal static class Protection
{
    public static IEnumerable<XElement> Of(PresentationTrack track) => (track.Protection?.Dash ?? []).Select(Element);

    private static XElement Element(DashContentProtection protection)
    {
        var element = Descriptor("ContentProtection", protection.SchemeIdUri, protection.Value);
        element.SetAttributeValue(Cenc + "default_KID", protection.DefaultKeyId?.ToString("D"));
        if (protection.Pssh is { } pssh)
        {
            element.Add(new XElement(Cenc + "pssh", pssh));
        }

        if (protection.LicenseUri is { } uri)
        {
            element.Add(new XElement(DashIf + "Laurl", new XAttribute("licenseType", "EME-1.0"), uri));
        }

        return element;
    }
}
