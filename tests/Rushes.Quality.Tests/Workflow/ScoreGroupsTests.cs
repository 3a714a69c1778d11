using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Tests.Workflow;

/// <summary>What a process takes is in the shape that it asks for, of whatever pictures and however many videos.</summary>
public sealed class ScoreGroupsTests
{
    private static readonly FunctionManifest Manifest = FunctionManifestReader.ReadEmbedded(typeof(QualityService).Assembly, "Score/function.yaml");

    public static MatrixTheoryData<string, int, int> Pictures => new(["640x360", "1920x1080", "1080x1920", "2048x1080", "3840x2160", "7680x1080", "7680x4320"], [8, 10], [0, 1, 8]);

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Of_AnyPictures_FitIntoTheShape(string picture, int bits, int samples)
    {
        int[] sides = [.. picture.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture))];
        var request = Request(sides[0], sides[1], bits, videos: 10);
        var videos = Aligned(request, samples, chunks: 1);

        var groups = ScoreGroups.Of(request, videos).ToArray();

        Assert.Equal(videos.Select(video => video.Video.Name), groups.SelectMany(group => group.Videos).Select(video => video.Video.Name));
        Assert.All(groups, group => Assert.InRange(group.Memory, 1, Manifest.ShapeFor(null, ScoreMemory.LinesOf(group.Memory)).MemoryBytes));
        Assert.All(groups.Where(group => group.Videos.Count > 1), group => Assert.InRange(group.Memory, 1, ScoreMemory.Large));
    }

    [Theory]
    [InlineData(1920, 1080, 8, 4)]
    [InlineData(3840, 2160, 8, 4)]
    [InlineData(3840, 2160, 10, 4)]
    [InlineData(7680, 4320, 10, 1)]
    public void Of_AsManyAsFit_ShareAProcess(int width, int height, int bits, int together)
    {
        var request = Request(width, height, bits, videos: 4);

        Assert.Equal(together, ScoreGroups.Of(request, Aligned(request, samples: 0, chunks: 1)).First().Videos.Count);
    }

    [Fact]
    public void Of_ManyChunks_TakeMoreProcesses()
    {
        var request = Request(3840, 2160, 10, videos: 4);

        Assert.All(ScoreGroups.Of(request, Aligned(request, samples: 0, chunks: 8)), group => Assert.Single(group.Videos));
    }

    [Theory]
    [InlineData(1280, 720, 8, 100, 400)]
    [InlineData(3840, 2160, 10, 5, 12)]
    [InlineData(7680, 4320, 10, 1, 1)]
    public void MostChunks_LargerPictures_AreFewer(int width, int height, int bits, int from, int to)
    {
        var request = Request(width, height, bits, videos: 1);

        Assert.InRange(ScoreMemory.MostChunks(request.Reference.Track, request.Reference.Track.Upright, bits, []), from, to);
    }

    [Theory]
    [InlineData(640, 360, 8, 16)]
    [InlineData(1280, 720, 8, 11)]
    [InlineData(3840, 2160, 10, 2)]
    [InlineData(7680, 4320, 10, 1)]
    public void MostFrames_LargerPictures_AreFewer(int width, int height, int bits, int frames) => Assert.Equal(frames, SampleCosts.Of(Request(width, height, bits, videos: 4)).MostFrames);

    private static MeasureRequest Request(int width, int height, int bits, int videos)
    {
        var track = QualitySamples.Track(width, height);
        (track.BitDepth, track.PixelFormat) = (bits, bits > 8 ? "yuv420p10le" : "yuv420p");
        return new MeasureRequest
        {
            Reference = new VideoSource { Track = track },
            Metrics = { QualityMetric.Psnr, QualityMetric.Ssim },
            Videos = { Enumerable.Range(0, videos).Select(video => new MeasuredVideo { Name = $"video {video}", File = new VideoSource { Track = track } }) },
        };
    }

    private static (AlignedVideo Video, Window Window)[] Aligned(MeasureRequest request, int samples, int chunks)
    {
        var track = request.Reference.Track;
        var comparison = ComparisonChoice.Of(track, null, EncodePicture.Of(request.Videos[0]), VmafModel.Unspecified);
        var window = new Window { Frames = new FrameRange { To = 480 } };
        window.Samples.AddRange(Enumerable.Range(0, Math.Min(samples, SampleCosts.Of(request).MostFrames)).Select(sample => (long)sample));
        window.Chunks.AddRange(Enumerable.Range(0, chunks).Select(chunk => new ObjectRef { Uri = $"{chunk}" }));
        return [.. request.Videos.Select(video => (new AlignedVideo { Name = video.Name, Comparison = comparison }, window))];
    }
}
