using Rushes.Contracts;
using Rushes.Encoding.Chunks;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Testing;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Encoding.Tests;

/// <summary>What the filters of chunks hand to the encoder, one chunk after the other, is what those of one chunk of the whole film do.</summary>
public sealed class ChunkPicturesTests : IDisposable
{
    private const int Frames = 40;
    private const int FrameTicks = 512;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Done { get; } = new() { { true, false }, { false, true }, { true, true } };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Done))]
    public async Task Build_ChunksOfFields_AreWhatTheWholeFilmIs(bool deinterlaced, bool cropped)
    {
        var source = await TestMedia.MakeAsync(
            _folder["fields.mp4"],
            "-f lavfi -i testsrc2=size=128x96:rate=50:duration=1.6,tinterlace=interleave_top,setfield=tff -c:v libx264 -preset ultrafast -bf 2 -flags +ildct+ilme -g 8 -video_track_timescale 12800",
            Token);
        var steps = new Steps
        {
            Deinterlacing = deinterlaced ? Deinterlacing.Frames : Deinterlacing.Unspecified,
            Crop = cropped ? new Rectangle { Left = 15, Top = 8, Width = 64, Height = 48 } : null,
        };

        var whole = await PicturesAsync(source, steps, 0, Frames);
        List<string> inChunks = [];
        foreach (var (from, to) in ((int, int)[])[(0, 1), (1, 13), (13, 16), (16, 39), (39, Frames)])
        {
            inChunks.AddRange(await PicturesAsync(source, steps, from, to));
        }

        Assert.Equal(Frames, whole.Count);
        Assert.Equal(Frames, whole.Distinct().Count());
        Assert.Equal(whole, inChunks);
    }

    private static async Task<IReadOnlyList<string>> PicturesAsync(string source, Steps steps, int from, int to)
    {
        var video = Timeline.FromSource(
            new MediaRational(1, 12_800), [.. Enumerable.Range(0, Frames).Select(frame => (long)frame * FrameTicks)], FrameTicks,
            [.. Enumerable.Range(0, Frames / 8).Select(key => (long)key * 8 * FrameTicks)]);
        var task = Task(steps, from, to);
        var command = EncodingSamples.Command(task, video, source).ToList();
        var filtered = command[..(command.IndexOf("-filter_complex") + 2)];
        var ffmpeg = await TestMedia.FfmpegAsync();
        var lines = await JudgeTools.RunAsync(ffmpeg.Path, [.. filtered, "-map", "[out0]", "-fps_mode", "passthrough", "-f", "framemd5", "-", "-map", $"[{ChunkFilters.Proof}]", "-f", "null", "-"], Token);
        return [.. lines.Where(line => line[0] != '#').Select(line => line.Split(',')[^1])];
    }

    private static ChunkTask Task(Steps steps, int from, int to)
    {
        var track = EncodingSamples.Track();
        (track.Upright, track.FieldOrder, track.Frames) = (new Resolution { Width = 128, Height = 96 }, "tt", Frames);
        var recipe = EncodingSamples.Recipe("film", steps.Crop?.Width ?? 128, steps.Crop?.Height ?? 96);
        (recipe.Steps, recipe.Gop) = (steps, new Gop { DurationMs = 2000 });
        return new ChunkTask
        {
            Track = track,
            Video = new FrameRange { From = 0, To = Frames },
            Frames = new FrameRange { From = from, To = to },
            Recipes = { Recipes.RecipeResolver.Resolve(recipe, track, 25) },
        };
    }
}
