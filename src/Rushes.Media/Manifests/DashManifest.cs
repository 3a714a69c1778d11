using System.Globalization;
using System.Text;
using System.Xml;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests;

/// <summary>
/// The media presentation description (ISO/IEC 23009-1, on-demand profile §8.3): one period, one adaptation set for the picture
/// and one for each sound, every representation one file with its segment index.
/// </summary>
public static class DashManifest
{
    private const string Namespace = "urn:mpeg:dash:schema:mpd:2011";
    private const string OnDemandProfile = "urn:mpeg:dash:profile:isoff-on-demand:2011";
    private const string ChannelScheme = "urn:mpeg:dash:23003:3:audio_channel_configuration:2011";

    /// <param name="video">The renditions of one picture, in the order of the ladder.</param>
    /// <param name="audio">May be empty.</param>
    /// <returns>XML in UTF-8, lines ended by LF.</returns>
    public static string Create(IReadOnlyList<VideoPresentation> video, IReadOnlyList<AudioPresentation> audio)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(audio);
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            WritePresentation(xml, video, audio);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    private static void WritePresentation(XmlWriter xml, IReadOnlyList<VideoPresentation> video, IReadOnlyList<AudioPresentation> audio)
    {
        var tracks = video.Concat<PresentationTrack>(audio).ToArray();
        var longest = tracks.Max(EndTime);
        var segment = tracks.Max(track => new Rational(track.Plan.Segments.Max(s => s.Duration), track.Plan.Index.Timescale));
        xml.WriteStartElement("MPD", Namespace);
        xml.WriteAttributeString("profiles", OnDemandProfile);
        xml.WriteAttributeString("type", "static");
        xml.WriteAttributeString("mediaPresentationDuration", Duration(longest));
        xml.WriteAttributeString("maxSubsegmentDuration", Duration(segment));
        xml.WriteAttributeString("minBufferTime", Duration(segment));
        xml.WriteStartElement("Period", Namespace);
        xml.WriteAttributeString("id", "0");
        xml.WriteAttributeString("start", "PT0S");
        WriteVideoSet(xml, video);
        for (var i = 0; i < audio.Count; i++)
        {
            WriteAudioSet(xml, audio[i], i + 1);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteVideoSet(XmlWriter xml, IReadOnlyList<VideoPresentation> video)
    {
        StartSet(xml, 0, "video");
        xml.WriteAttributeString("maxWidth", Number(video.Max(track => track.Plan.Index.Format.Width)));
        xml.WriteAttributeString("maxHeight", Number(video.Max(track => track.Plan.Index.Format.Height)));
        foreach (var track in video)
        {
            StartRepresentation(xml, track, "video/mp4");
            xml.WriteAttributeString("width", Number(track.Plan.Index.Format.Width));
            xml.WriteAttributeString("height", Number(track.Plan.Index.Format.Height));
            xml.WriteAttributeString("frameRate", FrameRate(track.FrameRate));
            xml.WriteAttributeString("sar", "1:1");
            WriteSegmentBase(xml, track);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteAudioSet(XmlWriter xml, AudioPresentation track, int id)
    {
        StartSet(xml, id, "audio");
        xml.WriteAttributeString("lang", track.Language);
        xml.WriteStartElement("Role", Namespace);
        xml.WriteAttributeString("schemeIdUri", "urn:mpeg:dash:role:2011");
        xml.WriteAttributeString("value", track.IsDefault ? "main" : "alternate");
        xml.WriteEndElement();
        StartRepresentation(xml, track, "audio/mp4");
        xml.WriteAttributeString("audioSamplingRate", Number(track.Plan.Index.Format.SampleRate));
        xml.WriteStartElement("AudioChannelConfiguration", Namespace);
        xml.WriteAttributeString("schemeIdUri", ChannelScheme);
        xml.WriteAttributeString("value", Number(track.Plan.Index.Format.Channels));
        xml.WriteEndElement();
        WriteSegmentBase(xml, track);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void StartSet(XmlWriter xml, int id, string contentType)
    {
        xml.WriteStartElement("AdaptationSet", Namespace);
        xml.WriteAttributeString("id", Number(id));
        xml.WriteAttributeString("contentType", contentType);
        xml.WriteAttributeString("subsegmentAlignment", "true");
        xml.WriteAttributeString("subsegmentStartsWithSAP", "1");
    }

    private static void StartRepresentation(XmlWriter xml, PresentationTrack track, string mimeType)
    {
        xml.WriteStartElement("Representation", Namespace);
        xml.WriteAttributeString("id", XmlConvert.EncodeNmToken(track.Name));
        xml.WriteAttributeString("mimeType", mimeType);
        xml.WriteAttributeString("codecs", track.Plan.Index.Format.Codecs);
        xml.WriteAttributeString("bandwidth", Number(track.Plan.PeakBitrate));
    }

    // §5.3.9.2: presentationTimeOffset is where the period's start lies on the track's clock.
    private static void WriteSegmentBase(XmlWriter xml, PresentationTrack track)
    {
        xml.WriteElementString("BaseURL", Namespace, ManifestUri.Escape(track.MediaUri));
        xml.WriteStartElement("SegmentBase", Namespace);
        xml.WriteAttributeString("timescale", Number(track.Plan.Index.Timescale));
        xml.WriteAttributeString("presentationTimeOffset", Number(track.Plan.BaseTicks));
        xml.WriteAttributeString("indexRange", track.Plan.SegmentIndex.ToString());
        xml.WriteStartElement("Initialization", Namespace);
        xml.WriteAttributeString("range", track.Plan.Initialization.ToString());
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static Rational EndTime(PresentationTrack track) =>
        new(track.Plan.Index.FirstTime + track.Plan.Index.TotalDuration, track.Plan.Index.Timescale);

    private static string Duration(Rational seconds) => $"PT{DecimalTime.Format(seconds.Numerator, seconds.Denominator)}S";

    private static string FrameRate(Rational rate) => rate.Denominator == 1 ? Number(rate.Numerator) : rate.ToString();

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
