using System.Globalization;
using System.Text;

namespace Rushes.Media.Manifests;

/// <summary>The playlist that names all variants (RFC 8216bis §4.4.6): each rendition with each group of sound.</summary>
public static class HlsMultivariantPlaylist
{
    /// <param name="video">In the order of the ladder; a player starts with the first.</param>
    /// <param name="audio">May be empty.</param>
    /// <returns>The playlist, lines ended by LF.</returns>
    public static string Create(IReadOnlyList<VideoPresentation> video, IReadOnlyList<AudioPresentation> audio)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(audio);
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        foreach (var track in audio)
        {
            AppendRendition(text, track);
        }

        var groups = audio.GroupBy(track => track.Group, StringComparer.Ordinal).ToArray();
        foreach (var rendition in video)
        {
            foreach (var group in groups.DefaultIfEmpty())
            {
                AppendVariant(text, rendition, group?.Key, group?.ToArray() ?? []);
            }
        }

        return text.ToString();
    }

    // §4.4.6.1.
    private static void AppendRendition(StringBuilder text, AudioPresentation track)
    {
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"{Quotable(track.Group)}\",NAME=\"{Quotable(track.Name)}\"");
        if (track.Language != "und")
        {
            text.Append(CultureInfo.InvariantCulture, $",LANGUAGE=\"{Quotable(track.Language)}\"");
        }

        text.Append(CultureInfo.InvariantCulture, $",DEFAULT={(track.IsDefault ? "YES" : "NO")},AUTOSELECT=YES");
        text.Append(CultureInfo.InvariantCulture, $",CHANNELS=\"{track.Plan.Index.Format.Channels}\",URI=\"{ManifestUri.Escape(track.PlaylistUri)}\"\n");
    }

    // §4.4.6.2: the rates are those of the picture and the heaviest sound of the group together.
    private static void AppendVariant(StringBuilder text, VideoPresentation video, string? group, AudioPresentation[] audio)
    {
        var format = video.Plan.Index.Format;
        var peak = video.Plan.PeakBitrate + audio.Select(track => track.Plan.PeakBitrate).DefaultIfEmpty().Max();
        var average = video.Plan.AverageBitrate + audio.Select(track => track.Plan.AverageBitrate).DefaultIfEmpty().Max();
        var codecs = audio.Select(track => track.Plan.Index.Format.Codecs).Prepend(format.Codecs).Distinct();
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-STREAM-INF:BANDWIDTH={peak},AVERAGE-BANDWIDTH={average}");
        text.Append(CultureInfo.InvariantCulture, $",CODECS=\"{string.Join(',', codecs)}\",RESOLUTION={format.Width}x{format.Height}");
        text.Append(CultureInfo.InvariantCulture, $",FRAME-RATE={video.FrameRate.ToSeconds():F3},VIDEO-RANGE={video.VideoRange}");
        if (group is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $",AUDIO=\"{Quotable(group)}\"");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{ManifestUri.Escape(video.PlaylistUri)}\n");
    }

    // §4.2: a quoted string holds no quote and no line end.
    private static string Quotable(string value) => value.Replace('"', '\'').ReplaceLineEndings(" ");
}
