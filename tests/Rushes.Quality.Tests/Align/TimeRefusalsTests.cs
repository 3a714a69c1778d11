using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Quality.Functions.Align;

namespace Rushes.Quality.Tests.Align;

public sealed class TimeRefusalsTests
{
    private static readonly Timeline Film = QualitySamples.Timeline(1000);

    [Fact]
    public void Find_TheSameFrames_FindsNothing() => Assert.Null(Find(QualitySamples.Timeline(1000)));

    [Fact]
    public void Find_MillisecondTicks_AreTheSameFrames() => Assert.Null(Find(QualitySamples.Timeline(1000, 3601)));

    [Theory]
    [InlineData(900)]
    [InlineData(1100)]
    public void Find_AnotherLength_SaysBoth(int frames)
    {
        var failure = Find(QualitySamples.Timeline(frames))!;

        Assert.Equal("quality.length", failure.Code);
        Assert.Equal(FailureCategory.Input, failure.Category);
        Assert.Contains($"{frames} frames", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1000", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 3000)]
    [InlineData(1000, 3754)]
    [InlineData(500, 7200)]
    public void Find_AnotherRate_IsNotPairedByNumber(int frames, long ticks) => Assert.Equal("quality.rate", Find(QualitySamples.Timeline(frames, ticks))!.Code);

    [Fact]
    public void Find_TwiceTheRate_AsksForFields() => Assert.Contains("--deinterlace fields", Find(QualitySamples.Timeline(2000, 1800))!.Remedy, StringComparison.Ordinal);

    [Fact]
    public void Find_FourFifthsOfTheRate_AsksForFilm() => Assert.Contains("--ivtc", Find(QualitySamples.Timeline(800, 4500))!.Remedy, StringComparison.Ordinal);

    [Fact]
    public void Find_FramesLostInTheMiddle_NamesThem()
    {
        var failure = Find(QualitySamples.Timeline(1000, 3600, [.. Enumerable.Range(400, 12), 700]))!;

        Assert.Equal("quality.frames_missing", failure.Code);
        Assert.Contains("400 to 411, 700", failure.Message, StringComparison.Ordinal);
        Assert.Equal(400, failure.Place.Frame);
    }

    [Fact]
    public void Find_OneFrameOnBothSides_HasNoRate() => Assert.Null(new TimeRefusals("encode", QualitySamples.Timeline(1), QualitySamples.Timeline(1, 1500)).Find());

    private static Failure? Find(Timeline encode) => new TimeRefusals("encode", Film, encode).Find();
}
