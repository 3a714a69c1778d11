using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests.Dash;

/// <summary>Namespaces of a media presentation description (ISO/IEC 23009-1), and values as it writes them.</summary>
internal static class DashNames
{
    public static readonly XNamespace Mpd = "urn:mpeg:dash:schema:mpd:2011";

    /// <summary>Of ISO/IEC 23001-7 §11.2.</summary>
    public static readonly XNamespace Cenc = "urn:mpeg:cenc:2013";

    /// <summary>Of DASH-IF's "Content Protection and Security".</summary>
    public static readonly XNamespace DashIf = "https://dashif.org/CPS";

    /// <summary>A descriptor, §5.8.2.</summary>
    public static XElement Descriptor(string element, string scheme, string? value) =>
        new(Mpd + element, new XAttribute("schemeIdUri", scheme), value is null ? null : new XAttribute("value", value));

    /// <summary>Of a representation, unique in the period (§5.3.5.2): the stem of its files.</summary>
    public static XAttribute Id(string stem) => new("id", XmlConvert.EncodeNmToken(stem.Replace('/', '-')));

    /// <summary>A duration of W3C XML Schema.</summary>
    public static string Duration(Rational seconds) => $"PT{DecimalTime.Format(seconds.Numerator, seconds.Denominator)}S";

    public static string Ratio(Rational ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio.Numerator}:{ratio.Denominator}");

    public static string FrameRate(Rational rate) =>
        rate.Denominator == 1 ? rate.Numerator.ToString(CultureInfo.InvariantCulture) : rate.ToString();
}
