using System.Globalization;
using System.Xml.Linq;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Manifests.Dash;

/// <summary>Colour by the code points of ISO/IEC 23091-2, where it is not that of every display.</summary>
internal static class ColourProperties
{
    /// <summary>The colour when it is more than every display shows: all others are alike to a player.</summary>
    public static Colour? Signalled(Colour? colour) => colour is { VideoRange: not "SDR" } ? colour : null;

    /// <summary>
    /// Who cannot show PQ has to leave the set alone: the properties are essential. HLG was made to be seen on other
    /// displays, too: there they are supplemental.
    /// </summary>
    public static IEnumerable<XElement> Of(Colour? colour) => Signalled(colour) is { } wide
        ? [
            Property(wide, "ColourPrimaries", wide.Primaries),
            Property(wide, "TransferCharacteristics", wide.Transfer),
            Property(wide, "MatrixCoefficients", wide.Matrix),
        ]
        : [];

    private static XElement Property(Colour colour, string name, ushort value) => DashNames.Descriptor(
        colour.VideoRange == "PQ" ? "EssentialProperty" : "SupplementalProperty",
        $"urn:mpeg:mpegB:cicp:{name}",
        value.ToString(CultureInfo.InvariantCulture));
}
