using Rushes.Contracts;
using Rushes.Quality.Comparing;
using Rushes.Quality.Functions.Align;

namespace Rushes.Quality.Tests.Align;

public sealed class PictureRefusalsTests
{
    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(640, 360)]
    [InlineData(426, 240)]
    [InlineData(256, 144)]
    public void Of_SmallerPicturesOfTheSameShape_FindsNothing(int width, int height) => Assert.Empty(Of(QualitySamples.Track(), null, Encode(width, height)));

    [Theory]
    [InlineData(1920, 800)]
    [InlineData(640, 480)]
    public void Of_AnotherShape_AsksForTheCrop(int width, int height)
    {
        var failure = Assert.Single(Of(QualitySamples.Track(), null, Encode(width, height)));

        Assert.Equal("quality.shape", failure.Code);
        Assert.Contains("--crop", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_CroppedReference_HasTheShapeOfTheCrop()
    {
        var steps = new Steps { Crop = new Rectangle { Width = 1920, Height = 800, Top = 140 } };

        Assert.Empty(Of(QualitySamples.Track(), steps, Encode(1280, 534)));
    }

    [Fact]
    public void Of_CropBeyondThePicture_IsAWrongCommand()
    {
        var steps = new Steps { Crop = new Rectangle { Width = 1920, Height = 800, Top = 300 } };

        Assert.Equal(("quality.crop", FailureCategory.Configuration), Of(QualitySamples.Track(), steps, Encode(1920, 800)).Select(failure => (failure.Code, failure.Category)).Single());
    }

    [Fact]
    public void Of_AnamorphicReference_ComparesWhatIsShown()
    {
        var track = QualitySamples.Track(720, 576);
        track.PixelAspect = new Rational { Numerator = 64, Denominator = 45 };

        Assert.Empty(Of(track, null, Encode(1024, 576)));
        Assert.NotEmpty(Of(track, null, Encode(720, 576)));
    }

    [Theory]
    [InlineData("smpte2084", "bt709", true)]
    [InlineData("arib-std-b67", "smpte2084", true)]
    [InlineData("smpte2084", "smpte2084", false)]
    [InlineData("bt709", "smpte170m", false)]
    [InlineData("smpte2084", "", false)]
    public void Of_LightOfAnotherTransfer_IsNotCompared(string reference, string encode, bool refused) => Assert.Equal(
        refused ? ["quality.transfer"] : [],
        Of(QualitySamples.Track(transfer: reference), null, Encode(1920, 1080) with { Transfer = encode }).Select(failure => failure.Code));

    [Theory]
    [InlineData(192, 108, true)]
    [InlineData(214, 214, true)]
    [InlineData(216, 120, false)]
    [InlineData(120, 216, false)]
    public void Of_SmallPicture_IsRefusedForCambiAlone(int width, int height, bool refused)
    {
        var (track, encode) = (QualitySamples.Track(width, height), Encode(width, height));

        Assert.Empty(Of(track, null, encode, QualityMetric.Psnr, QualityMetric.Ssim));
        Assert.Equal(refused ? ["quality.too_small_for_cambi"] : [], Of(track, null, encode, QualityMetric.Cambi).Select(failure => failure.Code));
    }

    [Theory]
    [InlineData(7680, 4320, false)]
    [InlineData(16384, 16384, true)]
    public void Of_PictureThatNoShapeHolds_IsRefused(int width, int height, bool refused)
    {
        var failures = Of(QualitySamples.Track(width, height), null, Encode(width, height));

        Assert.Equal(refused ? [("quality.too_large", FailureCategory.Input, "encode")] : [], failures.Select(failure => (failure.Code, failure.Category, failure.Place.Rendition)));
        Assert.All(failures, failure => Assert.Contains("--crop", failure.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_PictureWithSeveralFaults_NamesAll() => Assert.Equal(
        ["quality.too_small", "quality.too_small_for_cambi", "quality.shape", "quality.transfer"],
        Of(QualitySamples.Track(32, 32, "smpte2084"), null, Encode(64, 16) with { Transfer = "bt709" }, QualityMetric.Cambi).Select(failure => failure.Code));

    private static EncodePicture Encode(int width, int height) =>
        new(new Resolution { Width = width, Height = height }, new Rational { Numerator = 1, Denominator = 1 }, 8, "", "");

    private static IReadOnlyList<Failure> Of(VideoTrack reference, Steps? steps, EncodePicture encode, params QualityMetric[] metrics) =>
        [.. PictureRefusals.Of(new MeasuredVideo { Name = "encode", File = new VideoSource() }, reference, steps, encode, metrics)];
}
