using Rushes.Encoding.Functions.Avc;

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

    private static long Time(int frame) => EncodingSamples.FirstTime + (frame * EncodingSamples.FrameTicks);

    private async Task<FrameDifference?> CompareAsync(params int[] frames)
    {
        var token = TestContext.Current.CancellationToken;
        await File.WriteAllLinesAsync(_path, frames.Select((frame, n) => $"{n} {Time(frame)} 1/90000"), token);
        return await SourceFrames.CompareAsync(_path, EncodingSamples.Timeline(3), token);
    }
}
