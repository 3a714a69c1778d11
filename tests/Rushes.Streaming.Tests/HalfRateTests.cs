using Rushes.Contracts;
using Rushes.Streaming.Functions.Halve;

namespace Rushes.Streaming.Tests;

public sealed class HalfRateTests
{
    [Theory]
    [InlineData(50, 1, 500, 250, 25, 1)]
    [InlineData(60_000, 1001, 1079, 539, 30_000, 1001)] // nine groups, one of an odd number
    [InlineData(25, 1, 100, 48, 25, 2)]
    [InlineData(25, 1, 3, 2, 25, 2)]
    [InlineData(25, 1, 1, 1, 25, 1)]                     // as it is
    [InlineData(30, 1, 1000, 700, 21, 1)]                // frames that last long have stayed
    [InlineData(0, 1, 500, 250, 0, 1)]                   // not known
    public void Of_WhatIsKept_IsWhatIsMeant(long numerator, long denominator, long frames, long kept, long expectedNumerator, long expectedDenominator) =>
        Assert.Equal(
            new Rational { Numerator = expectedNumerator, Denominator = expectedDenominator },
            HalfRate.Of(new Rational { Numerator = numerator, Denominator = denominator }, frames, kept));
}
