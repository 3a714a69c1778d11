using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class BlendRhythmTests
{
    [Fact]
    public void Mixed_FramesThatLoseEdgesInFives_AreFound() => Assert.NotEmpty(Mixed(frame => frame % 5 == 0 ? 0 : frame % 5 is 1 or 4 ? -0.01 : -0.02));

    [Fact]
    public void Mixed_FramesThatLoseEdgesInTwentyFives_AreFound() => Assert.NotEmpty(Mixed(frame => -0.04 * (frame * 12 % 25 / 25.0 is var part && part > 0.5 ? 1 - part : part)));

    /// <summary>25 for 30, 24 for 50, and 23.976 for 50, of which no cycle is whole frames.</summary>
    [Theory]
    [InlineData(1 / 6.0)]
    [InlineData(12 / 25.0)]
    [InlineData(24000 / 50050.0)]
    public void Mixed_FramesThatLieBetweenTwoByTurns_AreFound(double rate) => Assert.NotEmpty(Mixed(frame => Between(frame * rate)));

    [Theory]
    [InlineData(1 / 2.0)]
    [InlineData(1 / 3.0)]
    [InlineData(1 / 7.0)]
    [InlineData(3 / 7.0)]
    public void Mixed_AnotherWave_IsNone(double rate) => Assert.Empty(Mixed(frame => Between(frame * rate)));

    [Fact]
    public void Mixed_FramesThatLoseLittleWhereSomeAreMissingAtEvenDistances_AreNone() => Assert.Empty(Mixed(frame => Between(frame / 6.0), new FrameRun(0, 400)));

    [Fact]
    public void Mixed_FramesThatLoseMuchWhereSomeAreMissingAtEvenDistances_AreFound() => Assert.NotEmpty(Mixed(frame => 20 * Between(frame / 6.0), new FrameRun(0, 400)));

    [Fact]
    public void Mixed_AnEncodersRhythmOfFour_IsNone() => Assert.Empty(Mixed(frame => frame % 4 == 0 ? 0.03 : frame % 2 == 0 ? 0.01 : 0));

    [Fact]
    public void Mixed_NoiseAlone_IsNone() => Assert.Empty(Mixed(_ => 0));

    [Fact]
    public void Mixed_KeyFramesEverySecond_AreNone() => Assert.Empty(Mixed(frame => frame % 25 == 0 ? 0.1 : 0));

    private static double Between(double place) => -0.02 * (0.5 - Math.Abs((place % 1) - 0.5));

    private static IReadOnlyList<FrameRun> Mixed(Func<int, double> loss, params IReadOnlyList<FrameRun> missing)
    {
        var random = new Random(1);
        float[] edges = [.. Enumerable.Range(0, 400).Select(frame => (float)(100 * Math.Exp(loss(frame) + (0.006 * (random.NextDouble() - 0.5)) + (0.1 * Math.Sin(frame / 40.0)))))];
        return RhythmSearch.Mixed(MeasuredFilm.Of(MeasuredFilm.Steps(400, 500), edges), new bool[400], missing);
    }
}
