using Rushes.Media.Timelines;
using Rushes.Tools.Cutting;

namespace Rushes.Encoding.Tests;

public sealed class SourceFramesTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task CompareAsync_TheFramesOfTheTimeline_FindsNothing() => Assert.Null(await CompareAsync(0, 1, 2));

    [Fact]
    public async Task CompareAsync_OneFrameLost_NamesIt() =>
        Assert.Equal(new FrameDifference(1, Time(1), Time(2)), await CompareAsync(0, 2));

    [Fact]
    public async Task CompareAsync_TooShort_NamesTheFirstMissing() =>
        Assert.Equal(new FrameDifference(2, Time(2), null), await CompareAsync(0, 1));

    [Fact]
    public async Task CompareAsync_TooLong_NamesTheFirstExtra() =>
        Assert.Equal(new FrameDifference(3, null, Time(3)), await CompareAsync(0, 1, 2, 3));

    [Fact]
    public async Task CompareAsync_SourceThatRepeatsATime_WantsTheNextTick()
    {
        var token = TestContext.Current.CancellationToken;
        await File.WriteAllLinesAsync(_path, ["0 0", "1 3600", "2 3601", "3 7200"], token);
        var chunk = Timeline.FromMended(new(1, 90_000), [0, 3600, 3600, 7200], [0, 3600, 5400, 7200], 3600, []);

        Assert.Null(await SourceFrames.CompareAsync(_path, chunk, token));
    }

    private static long Time(int frame) => frame * EncodingSamples.FrameTicks;

    private async Task<FrameDifference?> CompareAsync(params int[] frames)
    {
        var token = TestContext.Current.CancellationToken;
        await File.WriteAllLinesAsync(_path, frames.Select((frame, n) => $"{n} {Time(frame)}"), token);
        return await SourceFrames.CompareAsync(_path, EncodingSamples.Timeline(3), token);
    }
}
