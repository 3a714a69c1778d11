using Rushes.Contracts;
using Rushes.Inspection.Timing;

namespace Rushes.Inspection.Tests.Timing;

/// <summary>Where sound begins and ends against the picture, in milliseconds.</summary>
public sealed class SoundLengthTests
{
    [Theory]
    [InlineData(0, 60_000, null)]
    [InlineData(250, 60_000, null)]
    [InlineData(-250, 60_250, null)]
    [InlineData(251, 60_000, "audio.start")]
    [InlineData(-400, 60_400, "audio.start")] // ends with the picture
    [InlineData(0, 59_750, null)]
    [InlineData(0, 60_250, null)]
    [InlineData(0, 59_700, "audio.length")]
    [InlineData(0, 60_300, "audio.length")]
    [InlineData(0, 30_000, "audio.length")]
    [InlineData(1000, 58_000, "audio.start,audio.length")]
    public void Find_OneMinuteOfPicture_SaysWhatIsApart(long from, long length, string? codes) => Assert.Equal(codes ?? "", Codes(0, 60_000, from, length));

    [Theory]
    [InlineData(60_000, 62_500)] // 25 to 24
    [InlineData(60_000, 57_600)]
    [InlineData(60_000, 62_562)] // 25 to 23.976
    [InlineData(60_000, 57_543)]
    [InlineData(60_000, 65_306)] // 48 to 44.1
    [InlineData(60_000, 55_125)]
    [InlineData(600_000, 600_600)] // 30 to 29.97
    [InlineData(600_000, 599_400)]
    public void Find_LengthOfAnotherSpeed_IsDrift(long picture, long sound) => Assert.Equal("audio.drift", Codes(0, picture, 0, sound));

    [Theory]
    [InlineData(600_000, 601_200)]
    [InlineData(600_000, 600_300)]
    [InlineData(60_000, 62_400)]
    [InlineData(60_000, 62_600)]
    public void Find_LengthOfNoSpeed_IsNoDrift(long picture, long sound) => Assert.Equal("audio.length", Codes(0, picture, 0, sound));

    [Fact]
    public void Find_AThousandthOfAShortFilm_IsNothing() => Assert.Empty(Codes(0, 60_000, 0, 60_060));

    [Fact]
    public void Find_PictureThatBeginsLateToo_IsNothing() => Assert.Empty(Codes(1400, 60_000, 1400, 60_000));

    [Fact]
    public void Find_TrackWithoutASample_IsNothing() => Assert.Empty(Codes(0, 60_000, 0, 0));

    [Fact]
    public void Find_TwoTracks_NamesTheOne()
    {
        var finding = Assert.Single(SoundLength.Find(Picture(0, 60_000), [Sound(1, 0, 60_000), Sound(2, 400, 60_000)]));

        Assert.Equal(("audio.start", "2", "0.4"), (finding.Code, finding.Evidence["track"], finding.Evidence["seconds"]));
        Assert.Equal((Severity.Warning, new FrameRange { From = 0, To = 1500 }), (finding.Severity, finding.Frames));
    }

    private static string Codes(long pictureFrom, long picture, long soundFrom, long sound) =>
        string.Join(',', SoundLength.Find(Picture(pictureFrom, picture), [Sound(1, soundFrom, sound)]).Select(finding => finding.Code));

    private static VideoTrack Picture(long from, long length) => new() { FirstTime = Milliseconds(from), Duration = Milliseconds(length), Frames = length / 40 };

    private static SoundReport Sound(int index, long from, long length) => new() { StreamIndex = index, FirstTime = Milliseconds(from), Duration = Milliseconds(length) };

    private static Rational Milliseconds(long time) => new() { Numerator = time, Denominator = 1000 };
}
