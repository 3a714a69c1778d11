using System.Text;

namespace Rushes.Media.Manifests.Hls;

/// <summary>The playlist that names all others (RFC 8216bis §4.4.6): each rendition with each group of sound.</summary>
public static class HlsMultivariantPlaylist
{
    /// <param name="presentation">What there is.</param>
    /// <returns>The playlist, lines ended by LF.</returns>
    public static string Create(Presentation presentation)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        presentation.ThrowIfEmpty(nameof(presentation));
        var groups = AudioGroup.Of(presentation.Audio);
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        AppendLines(text, SessionKeys(presentation));
        AppendLines(text, groups.SelectMany(RenditionTags.OfSound));
        AppendLines(text, RenditionTags.OfText(presentation.Text));
        AppendLines(text, VariantTags.Of(presentation, groups));
        AppendLines(text, presentation.Video.Select(VariantTags.OfKeyFrames));
        AppendLines(text, VariantTags.OfThumbnails(presentation.Thumbnails));
        return text.ToString();
    }

    // So that a player can ask for all licences at once.
    private static IEnumerable<string> SessionKeys(Presentation presentation) => presentation.Tracks
        .SelectMany(track => track.Protection?.Hls ?? [])
        .Select(key => $"#EXT-X-SESSION-KEY:{key.Attributes}")
        .Distinct();

    private static void AppendLines(StringBuilder text, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }
    }
}
