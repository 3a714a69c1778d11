using Rushes.Contracts;
using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class OfferedStepsTests
{
    private static readonly Rectangle Inner = new() { Width = 640, Height = 272, Top = 44 };

    [Fact]
    public void Offered_CleanFilm_IsNothing() => Assert.Null(Offered(("picture.black", 0, 20)));

    [Fact]
    public void Offered_TelecineAllThrough_IsInverseTelecineAlone() =>
        Assert.Equal(new Steps { InverseTelecine = true }, Offered(("picture.telecine", 0, 60), ("picture.telecine", 70, 100), ("source.interlaced", 0, 100)));

    [Fact]
    public void Offered_TelecineOfAPart_IsDeinterlacing() =>
        Assert.Equal(new Steps { Deinterlacing = Deinterlacing.Frames }, Offered(("picture.telecine", 0, 60), ("source.interlaced", 0, 100)));

    [Fact]
    public void Offered_CombsAllThrough_IsDeinterlacing() => Assert.Equal(new Steps { Deinterlacing = Deinterlacing.Frames }, Offered(("picture.combed", 0, 90)));

    [Fact]
    public void Offered_CombsOfAPart_IsNothing() => Assert.Null(Offered(("picture.combed", 0, 30)));

    [Fact]
    public void Offered_WholePicturesThatAreCalledFields_IsNothing() => Assert.Null(Offered(("source.interlaced", 0, 100), ("picture.progressive", 0, 100)));

    [Fact]
    public void Offered_Letterbox_IsACropToWhatAllShotsHave() => Assert.Equal(new Steps { Crop = Inner }, Offered(("picture.letterbox", 0, 100)));

    [Fact]
    public void Offered_PicturesThatAreMade_IsNoOtherMaking() => Assert.Null(OfferedSteps.Of(
        new VideoTrack { Frames = 100, Pictures = TimelinePictures.Film }, [Finding("picture.combed", 0, 100)], []));

    private static Steps? Offered(params (string Code, int From, int To)[] findings) => OfferedSteps.Of(
        new VideoTrack { Frames = 100 },
        [.. findings.Select(finding => Finding(finding.Code, finding.From, finding.To))],
        [
            new ActiveArea { Frames = new FrameRange { From = 0, To = 50 }, Area = new Rectangle { Width = 640, Height = 268, Top = 46 } },
            new ActiveArea { Frames = new FrameRange { From = 50, To = 100 }, Area = Inner },
        ]);

    private static Finding Finding(string code, int from, int to) => new() { Code = code, Frames = new FrameRange { From = from, To = to } };
}
