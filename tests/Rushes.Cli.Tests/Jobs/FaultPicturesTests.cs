using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Tests.Jobs;

public sealed class FaultPicturesTests
{
    [Fact]
    public void Choose_OfManyPlaces_GivesEachKindItsTurn()
    {
        ReportFinding[] findings =
        [
            .. Enumerable.Range(0, 90).Select(number => Finding("picture.repeated", "warning", number, number + 1)),
            Finding("picture.frozen", "error", 300, 600),
            Finding("source.interlaced", "info", 0, 1000),
        ];

        var chosen = FaultPictures.Choose(findings, 1000);

        Assert.Equal(FaultPictures.Most, chosen.Count);
        Assert.Equal(["picture.frozen", "picture.repeated", "source.interlaced", "picture.repeated"], chosen.Take(4).Select(one => one.Finding.Code));
        Assert.Equal([399, 0, 333, 1], chosen.Take(4).Select(one => one.Frame));
    }

    [Fact]
    public void Choose_OfWhatHasNoPicture_IsEmpty() => Assert.Empty(FaultPictures.Choose(
        [Finding("audio.silence", "warning", 0, 9), Finding("source.audio_unknown", "warning", null, null)], 1000));

    [Theory]
    [InlineData(5, 5, 5)]
    [InlineData(999, 1000, 999)]
    [InlineData(5000, 6000, 999)]
    public void Choose_AtTheEdges_StaysInTheFilm(long from, long to, int frame) =>
        Assert.Equal(frame, Assert.Single(FaultPictures.Choose([Finding("picture.black", "info", from, to)], 1000)).Frame);

    [Theory]
    [InlineData(1920, 1080, 1, 1, 320, 180)]
    [InlineData(1080, 1920, 1, 1, 180, 320)]
    [InlineData(720, 576, 64, 45, 320, 180)]
    [InlineData(4000, 2, 1, 1, 320, 2)]
    public void Picture_OfAnyShape_IsSmallAndSquare(int width, int height, long pixelWidth, long pixelHeight, int expectedWidth, int expectedHeight) => Assert.Equal(
        (expectedWidth, expectedHeight),
        FaultShooting.Size(new VideoTrack { Upright = new Resolution { Width = width, Height = height }, PixelAspect = new Rational { Numerator = pixelWidth, Denominator = pixelHeight } }));

    private static ReportFinding Finding(string code, string severity, long? from, long? to) => new(code, severity, from, to, new Dictionary<string, string>(), "Look.");
}
