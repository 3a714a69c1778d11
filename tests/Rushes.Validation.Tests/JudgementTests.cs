using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Timelines;
using Rushes.Testing;
using Rushes.Validation.Functions.Judge;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Validation.Tests;

/// <summary>A good encode of two seconds in groups of one, held against promises that it breaks: each is named at its place, and nothing else is.</summary>
public sealed class JudgementTests : IDisposable
{
    private const int Frames = 50;
    private const long Ticks = 512;

    private static readonly Dictionary<string, Broken> Promises = new()
    {
        ["as promised"] = new([], _ => { }),
        ["a frame fewer"] = new(["validate.duration 49", "validate.frame_count 49", "validate.frame_time 49"], promise => promise.Timeline = Timeline(Times(Frames - 1))),
        ["a frame more"] = new(["validate.duration 49", "validate.frame_count 50"], promise => promise.Timeline = Timeline(Times(Frames + 1))),
        ["a frame at another time"] = new(["validate.frame_time 30"], promise => promise.Timeline = Timeline([.. Times(Frames).Select((time, frame) => frame == 30 ? time + 1 : time)])),
        ["all but the first a tick late"] = new(
            ["validate.duration 49", .. Enumerable.Range(1, 10).Select(frame => $"validate.frame_time {frame}")],
            promise => promise.Timeline = Timeline([.. Times(Frames).Select((time, frame) => frame == 0 ? 0 : time + 1)])),
        ["a longer last frame"] = new(["validate.duration 49"], promise => promise.Timeline = Timeline(Times(Frames), Ticks + 1)),
        ["two chunks"] = new(["validate.chunk_count 0"], promise => promise.Video.ChunkStarts.Add(25)),
        ["a chunk from another frame on"] = new(["validate.chunk_start 0"], promise => promise.Video.ChunkStarts[0] = 1),
        ["shorter groups"] = new(["validate.key_frame 13", "validate.key_frame 38"], promise => promise.Video.Recipe.Gop.DurationMs = 500),
        ["another size"] = new(["validate.resolution 0"], promise => promise.Video.Recipe.Resolution.Width = 66),
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names { get; } = [.. Promises.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task All_OfAnEncodeThatBreaksAPromise_NamesItAtItsPlace(string name)
    {
        var promise = new Promise();
        Promises[name].Break(promise);

        var found = new Judgement(promise.Video, promise.Timeline, await EncodeAsync()).All().ToList();

        Assert.Equal(Promises[name].Expected.Order(StringComparer.Ordinal), found.Select(one => $"{one.Code} {one.Frames.From}").Order(StringComparer.Ordinal));
        Assert.All(found, one => Assert.Equal((Severity.Error, "film", 1), (one.Severity, one.Place.Rendition, one.Frames.To - one.Frames.From)));
    }

    [Theory]
    [InlineData(Frames, 0, "")]
    [InlineData(Frames, 255, "")]
    [InlineData(Frames, 256, "validate.frame_time 30")]
    [InlineData(Frames, -256, "validate.frame_time 30")]
    [InlineData(Frames - 1, 0, "validate.frame_count 49")]
    [InlineData(Frames + 1, 0, "validate.frame_count 50")]
    public void All_OfAFileOfAnybody_TakesHalfAFrameForLate(int frames, long late, string expected)
    {
        var file = Timeline([.. Times(frames).Select((time, frame) => frame == 30 ? time + late : time)]);

        var found = new FileJudgement("film", Timeline(Times(Frames)), file).All();

        Assert.Equal(expected, string.Join("; ", found.Select(one => $"{one.Code} {one.Frames.From}")));
    }

    private async Task<FrameIndex> EncodeAsync()
    {
        var path = await TestMedia.MakeAsync(
            _folder["film.mp4"],
            "-f lavfi -i testsrc2=size=64x36:rate=25:duration=2 -pix_fmt yuv420p -c:v libx264 -preset veryfast -g 25 -keyint_min 25 -sc_threshold 0 -bf 1 -b_strategy 0 -video_track_timescale 12800",
            TestContext.Current.CancellationToken);
        await using var file = File.OpenRead(path);
        var movie = await MovieFile.ReadAsync(file, TestContext.Current.CancellationToken);
        return Assert.Single(await MovieTrackIndex.BuildAllAsync(movie, file, "film.mp4", TestContext.Current.CancellationToken)).Result.Index!;
    }

    private static long[] Times(int frames) => [.. Enumerable.Range(0, frames).Select(frame => frame * Ticks)];

    private static Timeline Timeline(IReadOnlyList<long> times, long lastDuration = Ticks) =>
        Media.Timelines.Timeline.FromSource(new MediaRational(1, 12_800), times, lastDuration, times);

    private sealed record Broken(IReadOnlyList<string> Expected, Action<Promise> Break);

    private sealed class Promise
    {
        public Timeline Timeline { get; set; } = JudgementTests.Timeline(Times(Frames));

        public VideoExpectation Video { get; } = new()
        {
            Rendition = "film",
            ChunkStarts = { 0 },
            Recipe = new Recipe
            {
                Resolution = new Resolution { Width = 64, Height = 36 },
                Chunking = new Chunking { SegmentMs = 1000, TargetMs = 2000 },
                Gop = new Gop { DurationMs = 1000 },
            },
        };
    }
}
