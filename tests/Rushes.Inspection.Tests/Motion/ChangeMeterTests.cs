using Rushes.Inspection.Motion;

namespace Rushes.Inspection.Tests.Motion;

public sealed class ChangeMeterTests
{
    [Fact]
    public void Of_SlowSteadyMotion_ChangesAsMuchAsBeside()
    {
        var change = ChangeMeter.Of(Halves(0, 1, 2, 3, 4, 5));
        Assert.InRange(change.Blocks, 100, MotionField.Blocks);
        Assert.InRange(change.Median, 0.9, 1.1);
    }

    [Fact]
    public void Of_AFrameThatIsMissing_ChangesTwiceAsMuch()
    {
        var change = ChangeMeter.Of(Halves(0, 1, 2, 4, 5, 6));
        Assert.InRange(change.Blocks, 100, MotionField.Blocks);
        Assert.InRange(change.Median, 1.7, 2.2);
        Assert.InRange(change.Whole, 1.7, 2.2);
        Assert.InRange(change.Likeness, 0.9, 1);
    }

    [Fact]
    public void Of_APictureThatStandsStill_CannotTell() => Assert.Equal(default, ChangeMeter.Of(Halves(0, 0, 0, 0, 0, 0)));

    private static byte[][] Halves(params double[] right) => [.. right.Select(place => MovingTexture.Half(MovingTexture.At(place)))];
}
