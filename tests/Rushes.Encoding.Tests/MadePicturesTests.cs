using Rushes.Contracts;
using Rushes.Encoding.Chunks;
using Rushes.Encoding.Workflow;
using Rushes.Media.Telecine;
using Rushes.Media.Timelines;
using Rushes.Testing;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Encoding.Tests;

/// <summary>
/// Film frames and fields: the pictures of chunks, one after the other, are those of the whole film, wherever it is cut, and so are the
/// times that prove them.
/// </summary>
public sealed class MadePicturesTests : IDisposable
{
    private const int Decoded = 60;
    private const int FrameTicks = 1001;
    private const string Mpeg2 = "-c:v mpeg2video -qscale:v 2 -g 12 -bf 2 -flags +ildct+ilme -top 1 -video_track_timescale 30000";
    private const string Telecined = $"-f lavfi -i testsrc2=size=128x96:rate=24000/1001:duration=3,telecine=first_field=top:pattern=23,setfield=tff -frames:v 60 {Mpeg2}";
    private const string Video = $"-f lavfi -i testsrc2=size=128x96:rate=60000/1001:duration=3,tinterlace=interleave_top,setfield=tff -frames:v 60 {Mpeg2}";
    private const string Fast = "-f lavfi -i testsrc2=size=128x96:rate=60000/1001:duration=3 -frames:v 60 -c:v mpeg2video -qscale:v 2 -g 12 -bf 2 -video_track_timescale 60000";
    private const string TenBits = "-f lavfi -i testsrc2=size=128x96:rate=24000/1001:duration=3,format=yuv422p10,telecine=first_field=top:pattern=23,setfield=tff -frames:v 60 -c:v prores_ks -flags +ildct -video_track_timescale 30000";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Telecined, TimelinePictures.Film, "yuv420p", 2)]
    [InlineData(TenBits, TimelinePictures.Film, "yuv422p10le", 2)]
    [InlineData(Video, TimelinePictures.Film, "yuv420p", 2)]
    [InlineData(Video, TimelinePictures.Fields, "yuv420p", 0)]
    public async Task Build_Chunks_AreWhatTheWholeFilmIs(string arguments, TimelinePictures pictures, string pixelFormat, int phase)
    {
        var source = await TestMedia.MakeAsync(_folder["source.mov"], arguments, Token);
        var video = Timeline(pictures, phase);
        var track = Track(pictures, pixelFormat, video.Count);

        var whole = await FramesAsync(source, track, video, 0, video.Count);
        List<(string Time, string Picture)> inChunks = [];
        foreach (var (from, to) in ((int, int)[])[(0, 1), (1, 13), (13, 16), (16, 23), (23, video.Count)])
        {
            inChunks.AddRange(await FramesAsync(source, track, video, from, to));
        }

        Assert.Equal(video.Count, whole.Count);
        Assert.Equal(video.Count, whole.DistinctBy(frame => frame.Picture).Count());
        Assert.Equal(whole.Select(frame => frame.Picture), inChunks.Select(frame => frame.Picture));
        Assert.Equal(Enumerable.Range(0, video.Count).Select(frame => $"{video.SourceTime(frame)}"), inChunks.Select(frame => frame.Time));
    }

    [Theory]
    [InlineData(Telecined, TimelinePictures.Film, "yuv420p", Deinterlacing.Unspecified)]
    [InlineData(Video, TimelinePictures.Fields, "yuv420p", Deinterlacing.Unspecified)]
    [InlineData(Fast, TimelinePictures.Unspecified, "yuv420p", Deinterlacing.Unspecified)]
    [InlineData(Video, TimelinePictures.Unspecified, "yuv420p", Deinterlacing.Frames)]
    public async Task Build_HalfTheFrames_AreThoseOfTheWholeFilm(string arguments, TimelinePictures pictures, string pixelFormat, Deinterlacing deinterlacing)
    {
        var source = await TestMedia.MakeAsync(_folder["source.mov"], arguments, Token);
        var video = Timeline(pictures, 2, arguments != Fast);

        // GOPs of odd numbers: of fields, the second one starts with a second field, and so do all that are kept of it.
        var (half, frames) = HalfTimeline.Of(video, 550);
        Assert.Contains(frames, frame => frame % 2 == 1);
        var whole = await FramesAsync(source, Track(pictures, pixelFormat, video.Count), video, 0, video.Count, deinterlacing);
        List<(string Time, string Picture)> inChunks = [];
        foreach (var (from, to) in ((int, int)[])[(0, 1), (1, 10), (10, 16), (16, 19), (19, half.Count)])
        {
            inChunks.AddRange(await FramesAsync(source, Track(pictures, pixelFormat, half.Count), half, from, to, deinterlacing));
        }

        Assert.Equal(frames.Select(frame => whole[frame].Picture), inChunks.Select(frame => frame.Picture));
    }

    [Fact]
    public async Task Build_Film_WeavesTheFramesThatWereTelecined()
    {
        const string Original = "-f lavfi -i testsrc2=size=128x96:rate=24000/1001:duration=3,format=yuv420p";
        var source = await TestMedia.MakeAsync(_folder["film.nut"], $"{Original},telecine=first_field=top:pattern=23,setfield=tff -frames:v 60 -c:v ffv1", Token);
        var remuxed = await TestMedia.MakeAsync(_folder["film.mov"], $"-i {source} -c copy -video_track_timescale 30000", Token);
        var video = Timeline(TimelinePictures.Film, 2);

        var film = await FramesAsync(remuxed, Track(TimelinePictures.Film, "yuv420p", video.Count), video, 0, video.Count);

        var ffmpeg = await TestMedia.FfmpegAsync();
        var original = await JudgeTools.RunAsync(ffmpeg.Path, [.. Original.Split(' '), "-frames:v", "48", "-f", "framemd5", "-"], Token);
        Assert.Equal(original.Where(line => line[0] != '#').Select(line => line.Split(',')[^1].Trim()), film.Select(frame => frame.Picture));
    }

    private static Timeline Timeline(TimelinePictures pictures, int phase, bool isOfFields = true)
    {
        var every = Media.Timelines.Timeline.FromSource(
            new MediaRational(1, isOfFields ? 30_000 : 60_000), [.. Enumerable.Range(0, Decoded).Select(frame => (long)frame * FrameTicks)], FrameTicks,
            [.. Enumerable.Range(0, Decoded / 12).Select(key => (long)key * 12 * FrameTicks)]);
        byte[] differences = [.. Enumerable.Range(0, Decoded).Select(frame => (byte)(frame % 5 == phase ? 0 : 100))];
        return pictures switch
        {
            TimelinePictures.Film => FilmTimeline.Of(every, CadenceSearch.Find(differences)),
            TimelinePictures.Fields => FieldTimeline.Of(every),
            _ => every,
        };
    }

    private static VideoTrack Track(TimelinePictures pictures, string pixelFormat, int frames)
    {
        var track = EncodingSamples.Track();
        (track.Upright, track.FieldOrder, track.Frames) = (new Resolution { Width = 128, Height = 96 }, "tt", frames);
        (track.Pictures, track.PixelFormat) = (pictures, pixelFormat);
        return track;
    }

    private static async Task<IReadOnlyList<(string Time, string Picture)>> FramesAsync(string source, VideoTrack track, Timeline video, int from, int to, Deinterlacing deinterlacing = Deinterlacing.Unspecified)
    {
        var task = Task(track, from, to);
        task.Recipes[0].Steps = deinterlacing == Deinterlacing.Unspecified ? null : new Steps { Deinterlacing = deinterlacing };
        var command = EncodingSamples.Command(task, video, source).ToList();
        var filtered = command[..(command.IndexOf("-filter_complex") + 2)];
        var ffmpeg = await TestMedia.FfmpegAsync();
        string[] made = ["-fps_mode", "passthrough", "-f", "framemd5", "-"];
        var pictures = await JudgeTools.RunAsync(ffmpeg.Path, [.. filtered, "-map", "[out0]", .. made, "-map", $"[{ChunkFilters.Proof}]", "-f", "null", "-"], Token);
        var times = await JudgeTools.RunAsync(
            ffmpeg.Path, [.. filtered, "-map", $"[{ChunkFilters.Proof}]", "-enc_time_base", "filter", .. made, "-map", "[out0]", "-f", "null", "-"], Token);
        return [.. Fields(times, 2).Select(time => $"{long.Parse(time) + video.SourceTime(from)}").Zip(Fields(pictures, 5))];
    }

    private static IEnumerable<string> Fields(IReadOnlyList<string> lines, int field) =>
        lines.Where(line => line[0] != '#').Select(line => line.Split(',', StringSplitOptions.TrimEntries)[field]);

    private static ChunkTask Task(VideoTrack track, int from, int to)
    {
        var recipe = EncodingSamples.Recipe("film", 128, 96);
        recipe.Gop = new Gop { DurationMs = 2000 };
        recipe.Rate = new RateControl { Lossless = true };
        return new ChunkTask
        {
            Track = track,
            Video = new FrameRange { From = 0, To = track.Frames },
            Frames = new FrameRange { From = from, To = to },
            Recipes = { Recipes.RecipeResolver.Resolve(recipe, track, 25) },
        };
    }
}
