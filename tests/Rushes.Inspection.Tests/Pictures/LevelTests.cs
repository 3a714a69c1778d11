using Rushes.Inspection.Pictures;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class LevelTests
{
    [Fact]
    public void LevelSearch_BothEndsBeyondTheRangeInAFifthOfThePictures_IsTheOtherRange() =>
        Assert.Equal("picture.range", Assert.Single(Find([.. Few(0, 255, 0.06f, 3), .. Few(30, 200, 0, 9)])).Code);

    [Fact]
    public void LevelSearch_Overshoots_AreNone() => Assert.Empty(Find(Few(0, 255, 0.015f, 12)));

    [Fact]
    public void LevelSearch_WhitesAlone_AreACameras() => Assert.Empty(Find(Few(16, 255, 0.08f, 12)));

    [Fact]
    public void LevelSearch_LittleBeyondTheRange_IsNone() => Assert.Empty(Find(Few(0, 255, 0.03f, 12)));

    [Theory]
    [InlineData(1.0f, 0.7f, 6)]
    [InlineData(0.85f, 0.82f, 3)]
    public void LevelSearch_PqAsBrightAsNoFilmIs_IsStandardRange(float most, float high, int bright) =>
        Assert.Equal("picture.transfer", Assert.Single(Find([.. Pq(most, high, bright), .. Pq(0.6f, 0.4f, 12 - bright)], "smpte2084")).Code);

    [Theory]
    [InlineData(1.0f, 0.7f, 5)]
    [InlineData(0.85f, 0.78f, 12)]
    [InlineData(0.85f, 0.82f, 2)]
    public void LevelSearch_PqWithHighlights_IsWhatItSays(float most, float high, int bright) =>
        Assert.Empty(Find([.. Pq(most, high, bright), .. Pq(0.6f, 0.4f, 12 - bright)], "smpte2084"));

    private static IEnumerable<Contracts.Finding> Find(IEnumerable<PictureSample> samples, string transfer = "")
    {
        var film = MeasuredFilm.Of(200, measures => measures.Samples.AddRange(samples));
        film.Video.Colour = new Contracts.Colour { Transfer = transfer };
        return LevelSearch.Find(film);
    }

    /// <summary>Signals of narrow range.</summary>
    private static IEnumerable<PictureSample> Pq(float most, float high, int count) => Enumerable.Range(0, count).Select(_ => new PictureSample
    {
        Least = Level(0), Low = Level(0.1f), Mean = Level(0.3f), High = Level(high), Most = Level(most),
    });

    private static float Level(float signal) => (16 + (219 * signal)) / 255;

    private static IEnumerable<PictureSample> Few(int least, int most, float outOfRange, int count) => Enumerable.Range(0, count).Select(_ => new PictureSample
    {
        Least = least / 255f, Low = 30 / 255f, Mean = 0.4f, High = 190 / 255f, Most = most / 255f, OutOfRange = outOfRange,
    });
}
