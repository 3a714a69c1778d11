using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Timing;

public sealed class RationalTests
{
    [Theory]
    [InlineData(2, 4, 1, 2)]
    [InlineData(-2, -4, 1, 2)]
    [InlineData(3, -6, -1, 2)]
    [InlineData(0, -7, 0, 1)]
    [InlineData(long.MinValue, 2, long.MinValue / 2, 1)]
    public void Constructor_OfAnyRatio_IsInLowestTerms(long numerator, long denominator, long expectedNumerator, long expectedDenominator)
    {
        var value = new Rational(numerator, denominator);
        Assert.Equal((expectedNumerator, expectedDenominator), (value.Numerator, value.Denominator));
    }

    [Fact]
    public void Default_IsZero() => Assert.Equal(new Rational(0, 5), default);

    [Fact]
    public void Constructor_WithZeroDenominator_Throws() => Assert.Throws<ArgumentException>(() => new Rational(1, 0));

    [Fact]
    public void Arithmetic_IsExact()
    {
        var third = new Rational(1, 3);
        Assert.Equal(Rational.One, third + third + third);
        Assert.Equal(new Rational(1, 12), third - new Rational(1, 4));
        Assert.Equal(new Rational(1001, 90000), new Rational(1001, 30000) * third);
        Assert.Equal(new Rational(30000, 1001), Rational.One / new Rational(1001, 30000));
        Assert.Throws<ArgumentException>(() => third / Rational.Zero);
    }

    [Fact]
    public void Arithmetic_BeyondSixtyFourBits_Throws() =>
        Assert.Throws<OverflowException>(() => new Rational(long.MaxValue, 3) * new Rational(long.MaxValue, 5));

    [Fact]
    public void Compare_OfValuesThatDoublesCannotTell_IsExact()
    {
        var smaller = new Rational(long.MaxValue - 1, long.MaxValue);
        Assert.True(smaller < Rational.One);
        Assert.True(new Rational(-1, 3) > new Rational(-1, 2));
        Assert.Equal(1.0, smaller.ToSeconds());
    }

    [Theory]
    [InlineData("30000/1001", 30000, 1001)]
    [InlineData("25", 25, 1)]
    [InlineData("-1/2", -1, 2)]
    public void Parse_OfFFmpegsForm_Reads(string text, long numerator, long denominator) =>
        Assert.Equal(new Rational(numerator, denominator), Rational.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("0.5")]
    [InlineData(" 1/2")]
    [InlineData("99999999999999999999/1")]
    public void Parse_OfAnythingElse_Throws(string text)
    {
        Assert.False(Rational.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Rational.Parse(text));
    }

    [Theory]
    [InlineData(1, 3, 10, 4)]
    [InlineData(-1, 3, 10, -3)]
    [InlineData(1, 2, 10, 5)]
    public void CeilingTicks_RoundsUp(long numerator, long denominator, long timescale, long expected) =>
        Assert.Equal(expected, new Rational(numerator, denominator).CeilingTicks(timescale));
}
