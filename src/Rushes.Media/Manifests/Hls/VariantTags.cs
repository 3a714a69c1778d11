using Rushes.Media.Isobmff;
using Rushes.Media.Manifests.Thumbnails;

namespace Rushes.Media.Manifests.Hls;

/// <summary>The variants (RFC 8216bis §4.4.6.2) and what players search in them with.</summary>
internal static class VariantTags
{
    /// <summary>Each rendition with each group of sound; where there is no picture, each group alone.</summary>
    public static IEnumerable<string> Of(Presentation presentation, IReadOnlyList<AudioGroup> groups)
    {
        var hasText = presentation.Text.Count > 0;
        return presentation.Video.Count == 0
            ? groups.Select(group => WithUri(Variant(null, group, hasText), group.Members[0].Track))
            : from video in presentation.Video
              from @group in groups.DefaultIfEmpty()
              select WithUri(Variant(video, @group, hasText), video);
    }

    /// <summary>EXT-X-I-FRAME-STREAM-INF, §4.4.6.3.</summary>
    public static string OfKeyFrames(VideoPresentation video)
    {
        var frames = video.Plan.KeyFrames().Select(frame => new CmafSegment(frame.Bytes, frame.Duration)).ToArray();
        var (average, peak) = SegmentRates.Of(frames, video.Plan.Index.Timescale);
        var tag = new HlsTag("EXT-X-I-FRAME-STREAM-INF")
            .Plain("BANDWIDTH", $"{peak}")
            .Plain("AVERAGE-BANDWIDTH", $"{average}")
            .Quoted("CODECS", video.Format.Codecs);
        return Picture(tag, video).Quoted("URI", ManifestUri.Escape(video.Files.IFramePlaylist)).ToString();
    }

    /// <summary>EXT-X-IMAGE-STREAM-INF of Roku's extension, which shaka-player reads too and all others pass over as unknown.</summary>
    public static IEnumerable<string> OfThumbnails(ThumbnailTiles? tiles) => tiles is null
        ? []
        : [new HlsTag("EXT-X-IMAGE-STREAM-INF")
            .Plain("BANDWIDTH", $"{tiles.Bandwidth}")
            .Plain("RESOLUTION", $"{tiles.Width}x{tiles.Height}")
            .Quoted("CODECS", "jpeg")
            .Quoted("URI", ThumbnailTiles.PlaylistName)
            .ToString()];

    // The rates are those of the picture and the heaviest sound of the group together.
    private static HlsTag Variant(VideoPresentation? video, AudioGroup? group, bool hasText)
    {
        var sounds = group?.Members.Select(member => member.Track.Plan).ToArray() ?? [];
        var codecs = sounds.Select(sound => sound.Index.Format.Codecs);
        var tag = new HlsTag("EXT-X-STREAM-INF")
            .Plain("BANDWIDTH", $"{(video?.Plan.PeakBitrate ?? 0) + sounds.Select(sound => sound.PeakBitrate).DefaultIfEmpty().Max()}")
            .Plain("AVERAGE-BANDWIDTH", $"{(video?.Plan.AverageBitrate ?? 0) + sounds.Select(sound => sound.AverageBitrate).DefaultIfEmpty().Max()}")
            .Quoted("CODECS", string.Join(',', (video is null ? codecs : codecs.Prepend(video.Format.Codecs)).Distinct()));
        if (video is not null)
        {
            Picture(tag, video).Plain("FRAME-RATE", $"{video.FrameRate.ToSeconds():F3}").Plain("CLOSED-CAPTIONS", $"NONE");
        }

        return tag.Quoted("AUDIO", group?.Id).Quoted("SUBTITLES", hasText ? RenditionTags.TextGroup : null);
    }

    private static HlsTag Picture(HlsTag tag, VideoPresentation video) => tag
        .Plain("RESOLUTION", $"{video.Format.DisplaySize.Width}x{video.Format.DisplaySize.Height}")
        .Plain("VIDEO-RANGE", $"{video.VideoRange}");

    private static string WithUri(HlsTag tag, PresentationTrack track) => $"{tag}\n{ManifestUri.Escape(track.Files.Playlist)}";
}
