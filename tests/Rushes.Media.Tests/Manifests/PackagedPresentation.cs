using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Dash;
using Rushes.Media.Manifests.Hls;
using Rushes.Media.Manifests.Text;
using Rushes.Media.Manifests.Thumbnails;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Manifests;

/// <summary>Six seconds at 25 frames per second with all that a package can have, made with FFmpeg, in both forms.</summary>
internal sealed class PackagedPresentation(TemporaryFolder folder, SegmentForm form)
{
    public const int FrameCount = 150;
    public const int KeyFrameCount = 6;
    private const long Base = 1;

    private static readonly Rational Rate = new(25, 1);
    private static readonly Timeline Timeline = Timeline.FromSource(new Rational(1, 25), [.. Enumerable.Range(0, FrameCount)], 1, []);
    private static readonly SegmentPlan Segments = new(Timeline, 2000, 1000);

    public CmafTrackPlan Picture { get; private set; } = null!;

    public async Task WriteAsync()
    {
        var avc = await Packaged.VideoAsync(folder, "avc-chunk", Timeline, [0, 100], Segments);
        var (keys, keyStarts) = KeyFrames.Of(avc, Segments.SegmentStarts);
        Picture = await TrackAsync("avc", avc, Segments.SegmentStarts, null);
        var presentation = new Presentation
        {
            Video =
            [
                new(Files("avc"), Picture, Rate)
                {
                    TrickPlay = new(Files("avc.trick"), await TrackAsync("avc.trick", keys, keyStarts, null), Rate / 25),
                },
                new(Files("hevc"), await TrackAsync("hevc", await HevcAsync(), Segments.SegmentStarts, new Colour(9, 18, 9, false)), Rate),
            ],
            Audio =
            [
                new(Files("en-aac"), await SoundAsync("en-aac", await Packaged.AudioAsync(folder, "aac", 6, "stereo")), "en", true),
                new(Files("en-ac3"), await SoundAsync("en-ac3", await Ac3Async()), "en", false),
            ],
            Text = [await TextAsync()],
            Thumbnails = await ThumbnailsAsync(),
        };
        await PlaylistsAsync(presentation);
    }

    private TrackFiles Files(string stem) => new(stem, form);

    private async Task PlaylistsAsync(Presentation presentation)
    {
        foreach (var video in presentation.Video)
        {
            await TextAsync(video.Files.IFramePlaylist, HlsIFramePlaylist.Create(video.Files, video.Plan, []));
        }

        foreach (var track in presentation.Tracks)
        {
            await TextAsync(track.Files.Playlist, HlsMediaPlaylist.Create(track.Files, track.Plan, []));
        }

        await TextAsync("text/en.m3u8", HlsTextPlaylist.Create(presentation.Text[0], presentation.Duration));
        await TextAsync(ThumbnailTiles.PlaylistName, ThumbnailPlaylist.Create(presentation.Thumbnails!));
        await TextAsync(ThumbnailTiles.WebVttName, ThumbnailWebVtt.Create(presentation.Thumbnails!, presentation.Duration));
        await TextAsync("master.m3u8", HlsMultivariantPlaylist.Create(presentation));
        await TextAsync("manifest.mpd", DashManifest.Create(presentation));
    }

    private Task<CmafTrackPlan> SoundAsync(string name, FrameIndex index) => TrackAsync(name, index, AudioSegments.Starts(index, 2000), null);

    // Segments that are files are the same bytes in pieces.
    private async Task<CmafTrackPlan> TrackAsync(string name, FrameIndex index, IReadOnlyList<int> starts, Colour? colour)
    {
        var options = new CmafTrackOptions { Colour = colour, DecodeLead = new Rational(1, 10) };
        var plan = await Packaged.WriteAsync(folder, name, index, starts, Base, options);
        if (form == SegmentForm.Files)
        {
            var bytes = await File.ReadAllBytesAsync(folder[$"{name}.mp4"], TestContext.Current.CancellationToken);
            File.Delete(folder[$"{name}.mp4"]);
            await PieceAsync(Files(name).Initialization, bytes, plan.Initialization);
            for (var i = 0; i < plan.Segments.Count; i++)
            {
                await PieceAsync(Files(name).Segment(i + 1), bytes, plan.Segments[i].Bytes);
            }
        }

        return plan;
    }

    private Task PieceAsync(string path, byte[] bytes, ByteRange range)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        return File.WriteAllBytesAsync(folder[path], bytes.AsMemory((int)range.Offset, (int)range.Length), TestContext.Current.CancellationToken);
    }

    private async Task<FrameIndex> HevcAsync()
    {
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc2=s=192x108:r=25:d=6", "-pix_fmt", "yuv420p10le", "-c:v", "libx265", "-preset", "ultrafast",
            "-x265-params", "keyint=25:min-keyint=25:scenecut=0:open-gop=0:bframes=2:log-level=error", "-tag:v", "hvc1",
            "-movflags", "+frag_keyframe+empty_moov+default_base_moof", folder["hevc-chunk.mp4"]);
        var builder = new VideoIndexBuilder(Timeline, [0]);
        builder.Add(await Packaged.ReadAsync(folder["hevc-chunk.mp4"], 0));
        var result = builder.Build();
        Assert.Empty(result.Problems);
        return result.Index!;
    }

    private async Task<FrameIndex> Ac3Async()
    {
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", "sine=f=440:r=48000:d=6,aformat=channel_layouts=5.1", "-c:a", "ac3",
            "-movflags", "+frag_keyframe+empty_moov+default_base_moof+delay_moov", "-frag_duration", "1000000", folder["ac3-chunk.mp4"]);
        var result = AudioIndex.Build(await Packaged.ReadAsync(folder["ac3-chunk.mp4"], 0), 256);
        Assert.Empty(result.Problems);
        return result.Index!;
    }

    private async Task<TextPresentation> TextAsync()
    {
        var text = new TextPresentation(TextPresentation.StemOf("en", TextPurpose.Subtitles), "en", 100);
        await TextAsync(text.Media, WebVttFile.Read("WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n"u8).File!.ForPackage(Base));
        return text;
    }

    // One picture a second in two grids of four.
    private async Task<ThumbnailTiles> ThumbnailsAsync()
    {
        Directory.CreateDirectory(folder["thumbnails"]);
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc2=s=96x54:r=1:d=6", "-vf", "tile=2x2", "-pix_fmt", "yuvj420p", "-fps_mode", "passthrough", folder["thumbnails/%d.jpg"]);
        var largest = new DirectoryInfo(folder["thumbnails"]).EnumerateFiles().Max(file => file.Length);
        return new ThumbnailTiles(2, 2, 96, 54, Rational.One, 6, largest);
    }

    private Task TextAsync(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        return File.WriteAllTextAsync(folder[path], text, TestContext.Current.CancellationToken);
    }
}
