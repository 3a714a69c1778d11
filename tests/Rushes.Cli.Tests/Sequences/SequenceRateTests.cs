using Rushes.Cli.Sequences;
using Rushes.Contracts;

namespace Rushes.Cli.Tests.Sequences;

public sealed class SequenceRateTests
{
    [Theory]
    [InlineData("24", 24, 1)]
    [InlineData("23.976", 24_000, 1001)]
    [InlineData("59.94", 60_000, 1001)]
    [InlineData("30000/1001", 30_000, 1001)]
    public void Rate_OfFilms_IsExact(string text, int numerator, int denominator)
    {
        Assert.True(SequenceRate.TryParse(text, out var rate));
        Assert.Equal(new Rational { Numerator = numerator, Denominator = denominator }, rate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-24")]
    [InlineData("24.1")]
    [InlineData("24/0")]
    [InlineData("1000000/1")]
    [InlineData("24/1/1")]
    public void Rate_ThatIsNone_IsRefused(string text) => Assert.False(SequenceRate.TryParse(text, out _));
}
