using System.Globalization;
using System.Xml.Linq;
using Rushes.Media.Bitstreams.Audio;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Manifests.Dash;

/// <summary>AudioChannelConfiguration, ISO/IEC 23009-1 §5.8.5.4.</summary>
internal static class ChannelConfiguration
{
    // Up to six its values are the numbers of channels (ISO/IEC 23003-3 Table 73).
    private const string Mpeg = "urn:mpeg:dash:23003:3:audio_channel_configuration:2011";
    private const string CodePoints = "urn:mpeg:mpegB:cicp:ChannelConfiguration";

    // ETSI TS 102 366 Annex I.1.2.1.
    private const string Dolby = "tag:dolby.com,2014:dash:audio_channel_configuration:2011";

    /// <summary>None for numbers of channels that have no usual layout.</summary>
    public static XElement? Of(TrackFormat format) => format.Codec switch
    {
        "ac3" => OfDolby(DolbyChannels.Of(Ac3Configuration.Parse(format.Configuration.Span))),
        "eac3" => OfDolby(DolbyChannels.Of(Eac3Configuration.Parse(format.Configuration.Span).Substreams[0])),
        _ => OfCount(format.Channels),
    };

    // ISO/IEC 23091-3: 6.1, 7.1 with rear speakers, 22.2.
    private static XElement? OfCount(int channels) => channels switch
    {
        >= 1 and <= 6 => Element(Mpeg, channels.ToString(CultureInfo.InvariantCulture)),
        7 => Element(CodePoints, "11"),
        8 => Element(CodePoints, "12"),
        24 => Element(CodePoints, "13"),
        _ => null,
    };

    private static XElement OfDolby(int map) => Element(Dolby, map.ToString("X4", CultureInfo.InvariantCulture));

    private static XElement Element(string scheme, string value) => DashNames.Descriptor("AudioChannelConfiguration", scheme, value);
}
