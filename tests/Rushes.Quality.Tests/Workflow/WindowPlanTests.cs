using Rushes.Quality.Comparing;

namespace Rushes.Quality.Tests.Workflow;

public sealed class WindowPlanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(1056)]
    [InlineData(40_000)]
    public void Of_File_CoversEveryFrameOnce(int frames)
    {
        var windows = WindowPlan.Of(QualitySamples.Timeline(frames)).ToArray();

        Assert.Equal(0, windows[0].Frames.From);
        Assert.Equal(frames, windows[^1].Frames.To);
        Assert.All(windows, window => Assert.True(window.Frames.To > window.Frames.From));
        Assert.Equal(windows.Skip(1).Select(window => window.Frames.From), windows.SkipLast(1).Select(window => window.Frames.To));
    }

    [Fact]
    public void Of_File_CutsAtKeyFrames() =>
        Assert.All(WindowPlan.Of(QualitySamples.Timeline(5000)), window => Assert.Equal(0, window.Frames.From % 50));

    [Fact]
    public void Of_LongFilm_HasWindowsThatFitIntoMemory() =>
        Assert.All(WindowPlan.Of(QualitySamples.Timeline(900_000)), window => Assert.InRange(window.Frames.To - window.Frames.From, 1, 2160));
}
