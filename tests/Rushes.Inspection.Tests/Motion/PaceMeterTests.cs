using Rushes.Inspection.Motion;

namespace Rushes.Inspection.Tests.Motion;

public sealed class PaceMeterTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void Of_SteadyMotion_IsToldByOneStep(double step)
    {
        var pace = Measure(0, step, 2 * step, 3 * step, 4 * step, 5 * step);
        Assert.InRange(pace.Blocks, 40, MotionField.Blocks);
        Assert.Equal((1, 0), (pace.Multiple, pace.Longer));
        Assert.InRange(pace.Left, 2, float.PositiveInfinity);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void Of_AFrameThatIsMissing_IsToldByTwo(double step)
    {
        var pace = Measure(0, step, 2 * step, 4 * step, 5 * step, 6 * step);
        Assert.Equal(2, pace.Multiple);
        Assert.InRange(pace.Longer, 0.9 * pace.Blocks, pace.Blocks);
        Assert.InRange(pace.Left, 0, 0.3);
    }

    [Fact]
    public void Of_APictureThatStandsStill_HasNoPace() => Assert.Equal(0, Measure(0, 0, 0, 0, 0, 0).Blocks);

    private static PaceMeter Measure(params double[] right) =>
        PaceMeter.Of(MovingTexture.Fields(right), MovingTexture.Half(MovingTexture.At(right[2])), MovingTexture.Half(MovingTexture.At(right[3])));
}
