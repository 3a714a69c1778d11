using Rushes.Inspection.Motion;

namespace Rushes.Inspection.Tests.Motion;

public sealed class JumpMeterTests
{
    [Fact]
    public void Of_SteadyMotion_HasNoJump()
    {
        var measure = JumpMeter.Of(MovingTexture.Fields(0, 2, 4, 6, 8, 10));
        Assert.InRange(measure.Steady, 20, 255);
        Assert.Equal(0, measure.Longer);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void Of_MotionThatLacksFrames_JumpsInMostBlocks(double step)
    {
        var measure = JumpMeter.Of(MovingTexture.Fields(0, 2, 4, 4 + step, 6 + step, 8 + step));
        Assert.InRange(measure.Steady, 20, 255);
        Assert.InRange(measure.Longer, 0.6 * measure.Steady, measure.Steady);
    }

    [Fact]
    public void Of_MotionThatGetsFaster_HasNoJump() => Assert.Equal(0, JumpMeter.Of(MovingTexture.Fields(0, 2, 4.4, 7.2, 10.4, 14)).Longer);

    [Fact]
    public void Of_APictureThatStandsStill_HasNothingSteady() => Assert.Equal(new JumpMeter(0, 0), JumpMeter.Of(MovingTexture.Fields(0, 0, 0, 4, 4, 4)));
}
