using System.Xml.Linq;
using static Rushes.Media.Manifests.Dash.DashNames;

namespace Rushes.Media.Manifests.Dash;

/// <summary>Each track of sound is a set of its own: players choose among sets by language, role, codec and channels.</summary>
internal static class AudioSets
{
    /// <summary>ISO/IEC 23009-1 §5.8.5.5.</summary>
    public const string RoleScheme = "urn:mpeg:dash:role:2011";

    public static IEnumerable<XElement> Of(IReadOnlyList<AudioPresentation> tracks)
    {
        var main = tracks.FirstOrDefault(track => track.IsDefault);
        return tracks.Select(track => Set(track, RoleOf(track, main)));
    }

    private static XElement Set(AudioPresentation track, string role) => new(
        Mpd + "AdaptationSet",
        new XAttribute("contentType", "audio"),
        new XAttribute("lang", track.Language),
        SegmentAddressing.Alignment(track),
        Protection.Of(track),
        track.Label is { } label ? new XElement(Mpd + "Label", label) : null,
        Descriptor("Role", RoleScheme, role),
        new XElement(
            Mpd + "Representation",
            SegmentAddressing.Attributes(track, "audio/mp4"),
            new XAttribute("audioSamplingRate", track.Format.SampleRate),
            ChannelConfiguration.Of(track.Format),
            SegmentAddressing.Of(track)));

    // The main sound in another encoding is main, too.
    private static string RoleOf(AudioPresentation track, AudioPresentation? main) => track.Purpose switch
    {
        AudioPurpose.Commentary => "commentary",
        AudioPurpose.Description => "description",
        _ => (track.Language, track.Label) == (main?.Language, main?.Label) ? "main" : "alternate",
    };
}
