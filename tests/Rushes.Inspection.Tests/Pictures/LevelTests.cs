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

    private static IEnumerable<Contracts.Finding> Find(IEnumerable<PictureSample> samples) => LevelSearch.Find(MeasuredFilm.Of(200, measures => measures.Samples.AddRange(samples)));

    private static IEnumerable<PictureSample> Few(int least, int most, float outOfRange, int count) => Enumerable.Range(0, count).Select(_ => new PictureSample
    {
        Least = least / 255f, Low = 30 / 255f, Mean = 0.4f, High = 190 / 255f, Most = most / 255f, OutOfRange = outOfRange,
    });
}
