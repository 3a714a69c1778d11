using Rushes.Streaming.Ladders;

namespace Rushes.Streaming.Tests.Ladders;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("6s", 6_000)]
    [InlineData("3m", 180_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("30y", 946_080_000_000)]
    public void Duration_WithUnit_IsMilliseconds(string text, long expected)
    {
        Assert.True(Durations.TryParse(text, out var milliseconds));
        Assert.Equal(expected, milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("6")]
    [InlineData("s")]
    [InlineData("-6s")]
    [InlineData("1.5s")]
    [InlineData("6 s")]
    [InlineData("6S")]
    [InlineData("99999999999999999999s")]
    [InlineData("9999999999999999y")]
    public void Duration_WrittenOtherwise_IsRefused(string text) => Assert.False(Durations.TryParse(text, out _));
}
