namespace Rushes.Media.Manifests.Hls;

/// <summary>EXT-X-MEDIA, RFC 8216bis §4.4.6.1: sound and text that go with every rendition of the picture.</summary>
internal static class RenditionTags
{
    public const string TextGroup = "text";

    public static IEnumerable<string> OfSound(AudioGroup group)
    {
        // A player that chooses by itself has to tell one from another by what the attributes say.
        var heard = new HashSet<(string, AudioPurpose)>();
        return [.. group.Members.Select(member => OfSound(group, member, heard.Add((member.Track.Language, member.Track.Purpose))))];
    }

    public static IEnumerable<string> OfText(IReadOnlyList<TextPresentation> tracks)
    {
        var names = new UniqueNames();
        return [.. tracks.Select(track => OfText(track, names.Add(NameOf(track))))];
    }

    private static string OfSound(AudioGroup group, AudioMember member, bool isFirst) => new HlsTag("EXT-X-MEDIA")
        .Plain("TYPE", $"AUDIO")
        .Quoted("GROUP-ID", group.Id)
        .Quoted("NAME", member.Name)
        .Quoted("LANGUAGE", LanguageOf(member.Track.Language))
        .Yes("DEFAULT", member.IsDefault)
        .Yes("AUTOSELECT", member.IsDefault || isFirst)
        .Quoted("CHARACTERISTICS", member.Track.Purpose == AudioPurpose.Description ? "public.accessibility.describes-video" : null)
        .Quoted("CHANNELS", FormattableString.Invariant($"{member.Encoding.Channels}"))
        .Quoted("URI", ManifestUri.Escape(member.Track.Files.Playlist))
        .ToString();

    private static string OfText(TextPresentation track, string name) => new HlsTag("EXT-X-MEDIA")
        .Plain("TYPE", $"SUBTITLES")
        .Quoted("GROUP-ID", TextGroup)
        .Quoted("NAME", name)
        .Quoted("LANGUAGE", LanguageOf(track.Language))
        .Yes("DEFAULT", false)
        .Yes("AUTOSELECT", true)
        .Yes("FORCED", track.Purpose == TextPurpose.Forced)
        .Quoted("CHARACTERISTICS", track.Purpose == TextPurpose.Captions
            ? "public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound"
            : null)
        .Quoted("URI", ManifestUri.Escape(track.Playlist))
        .ToString();

    private static string? LanguageOf(string language) => language == "und" ? null : language;

    private static string NameOf(TextPresentation track) => track switch
    {
        { Label: { } label } => label,
        { Purpose: TextPurpose.Captions } => $"{track.Language} (SDH)",
        { Purpose: TextPurpose.Forced } => $"{track.Language} (forced)",
        _ => track.Language,
    };
}
