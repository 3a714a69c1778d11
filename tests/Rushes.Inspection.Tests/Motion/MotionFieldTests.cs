using Rushes.Inspection.Motion;

namespace Rushes.Inspection.Tests.Motion;

public sealed class MotionFieldTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(-3, 1.5)]
    [InlineData(9, -7)]
    public void Between_ATextureThatMoves_GivesItsStep(double right, double down)
    {
        var field = MotionField.Between(MovingTexture.Half(MovingTexture.At(0)), MovingTexture.Half(MovingTexture.At(right, down)));
        var told = field.Steps.ToArray().Where(step => !float.IsNaN(step.X)).ToList();
        Assert.InRange(told.Count, MotionField.Blocks / 2, MotionField.Blocks);
        Assert.Equal(right / 2, told.Select(step => step.X).Order().ElementAt(told.Count / 2), 0.06);
        Assert.Equal(down / 2, told.Select(step => step.Y).Order().ElementAt(told.Count / 2), 0.06);
    }

    [Fact]
    public void Between_APlainPicture_CannotTell()
    {
        var plain = new byte[SmallPicture.HalfSize];
        Assert.All(MotionField.Between(plain, plain).Steps.ToArray(), step => Assert.True(float.IsNaN(step.X)));
    }
}
