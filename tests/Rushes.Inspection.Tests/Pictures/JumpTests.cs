using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class JumpTests
{
    [Fact]
    public void JumpSearch_MostBlocksJump_IsADroppedFrame() => Assert.Equal([20], Found(step: 900, steady: 30, longer: 25));

    [Fact]
    public void JumpSearch_FewBlocksJump_IsNone() => Assert.Empty(Found(step: 900, steady: 30, longer: 12));

    [Fact]
    public void JumpSearch_AStepAsLargeAsThoseBeside_IsNone() => Assert.Empty(Found(step: 520, steady: 30, longer: 30));

    [Fact]
    public void JumpSearch_WhereTheRateWasConverted_IsNone() => Assert.Empty(Found(step: 900, steady: 30, longer: 25, new FrameRun(0, 15)));

    private static IEnumerable<long> Found(ushort step, byte steady, byte longer, params FrameRun[] rhythms)
    {
        var blocks = new (byte Steady, byte Longer)[40];
        blocks[20] = (steady, longer);
        var film = MeasuredFilm.Of(MeasuredFilm.Steps(40, 500, (20, step)), blocks: blocks);
        return JumpSearch.Find(film, new bool[40], rhythms).Select(finding => finding.Frames.From);
    }
}
