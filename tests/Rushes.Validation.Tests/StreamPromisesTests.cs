using Rushes.Contracts;
using Rushes.Validation.Expectations;

namespace Rushes.Validation.Tests;

public sealed class StreamPromisesTests
{
    [Theory]
    [InlineData(1920, 1080, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(1920, 0, 1)]
    [InlineData(0, 1080, 1)]
    [InlineData(-2, -2, 1)]
    public void Resolution_WithoutOneSide_IsAMistake(int width, int height, int mistakes) =>
        Assert.Equal(mistakes, StreamPromises.Mistakes(new StreamExpectation { Resolution = new Resolution { Width = width, Height = height } }).Count());
}
