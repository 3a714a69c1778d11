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

    [Theory]
    [InlineData(16, 235, "picture.range")]
    [InlineData(14, 237, "picture.range")]
    [InlineData(16, 225, null)] // never white: nothing tells
    [InlineData(24, 235, null)] // never black
    [InlineData(10, 235, null)] // below narrow range
    [InlineData(16, 245, null)]
    public void LevelSearch_FullRangeOfNarrowLevels_IsTheOtherRange(int least, int most, string? code) =>
        Assert.Equal(code is null ? [] : [code], Find(Few(least, most, 0, 12), range: "pc").Select(finding => finding.Code));

    [Fact]
    public void LevelSearch_OneSampleBeyondNarrowLevels_IsFullRange() => Assert.Empty(Find([.. Few(16, 235, 0, 11), .. Few(0, 235, 0, 1)], range: "pc"));

    [Theory]
    [InlineData("bt709", 10, 0.75f, 0.5f, 0.3f, true)]
    [InlineData("", 12, 0.75f, 0.5f, 0.3f, true)]
    [InlineData("bt709", 8, 0.75f, 0.5f, 0.3f, false)]
    [InlineData("smpte2084", 10, 0.75f, 0.5f, 0.3f, false)]
    [InlineData("arib-std-b67", 10, 0.75f, 0.5f, 0.3f, false)]
    [InlineData("bt709", 10, 0.9f, 0.5f, 0.3f, false)] // reaches white
    [InlineData("bt709", 10, 0.75f, 0.7f, 0.3f, false)]
    [InlineData("bt709", 10, 0.5f, 0.4f, 0.3f, false)] // dark
    [InlineData("bt709", 10, 0.75f, 0.5f, 0.1f, false)]
    public void LevelSearch_StandardRangeOfFlatLevels_IsAnotherTransfer(string transfer, int bits, float most, float high, float mean, bool found) =>
        Assert.Equal(found ? ["picture.transfer"] : [], Find(Pq(most, high, 12, mean), transfer, bits).Select(finding => finding.Code));

    private static IEnumerable<Contracts.Finding> Find(IEnumerable<PictureSample> samples, string transfer = "", int bits = 8, string range = "")
    {
        var film = MeasuredFilm.Of(200, measures => measures.Samples.AddRange(samples));
        film.Video.Colour = new Contracts.Colour { Transfer = transfer, Range = range };
        film.Video.BitDepth = bits;
        return LevelSearch.Find(film);
    }

    /// <summary>Signals of narrow range.</summary>
    private static IEnumerable<PictureSample> Pq(float most, float high, int count, float mean = 0.3f) => Enumerable.Range(0, count).Select(_ => new PictureSample
    {
        Least = Level(0), Low = Level(0.1f), Mean = Level(mean), High = Level(high), Most = Level(most),
    });

    private static float Level(float signal) => (16 + (219 * signal)) / 255;

    private static IEnumerable<PictureSample> Few(int least, int most, float outOfRange, int count) => Enumerable.Range(0, count).Select(_ => new PictureSample
    {
        Least = least / 255f, Low = 30 / 255f, Mean = 0.4f, High = 190 / 255f, Most = most / 255f, OutOfRange = outOfRange,
    });
}
