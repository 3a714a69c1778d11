using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Validation.Workflow;

namespace Rushes.Validation.Tests;

public sealed class ValidateItemsTests
{
    private static readonly Rectangle Area = new() { Left = 10, Top = 20, Width = 100, Height = 60 };
    private static readonly ObjectRef Fingerprints = new() { Uri = "file:///mezzanine.rfp" };

    [Fact]
    public void ToDecode_CroppedEncode_HasItsPlaceInTheMezzanine()
    {
        var decode = Assert.Single(ValidateItems.ToDecode(Request(Encode(new Steps { Crop = Area })))).Argument;

        Assert.True(decode.Fingerprints);
        Assert.Equal(new Cropping { Mezzanine = Fingerprints, Area = Area }, decode.Cropping);
    }

    [Fact]
    public void ToDecode_WholeEncode_HasNoPlace() => Assert.Null(Assert.Single(ValidateItems.ToDecode(Request(Encode(null)))).Argument.Cropping);

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    public void Answer_FileWhosePicturesCannotBeCompared_SaysSo(bool isCropped, bool isMapped, int warnings)
    {
        var file = new VideoExpectation
        {
            File = new VideoSource { Track = new VideoTrack { Frames = 9 }, Fingerprints = Fingerprints },
            Recipe = new Recipe { Steps = isCropped ? new Steps { Crop = Area } : null, ColourHandling = isMapped ? ColourHandling.ToSdr : ColourHandling.Keep },
        };

        var answer = Assert.IsType<StepOutcome<ValidateResponse>.Succeeded>(ValidateItems.Answer(Request(file), [], [])).Result;

        Assert.Equal(warnings, answer.Discrepancies.Count);
        Assert.All(answer.Discrepancies, one => Assert.Equal(("validate.picture_unchecked", Severity.Warning, 9), (one.Code, one.Severity, one.Frames.To)));
        Assert.Equal(warnings == 0, ValidateItems.ToCompare(Request(file), []).Any());
    }

    private static ValidateRequest Request(VideoExpectation video) => new() { Timeline = new ObjectRef(), Fingerprints = Fingerprints, Videos = { video } };

    private static VideoExpectation Encode(Steps? steps) => new()
    {
        Recipe = new Recipe { Steps = steps, Resolution = new Resolution { Width = 100, Height = 60 } }, ChunkStarts = { 0 },
    };
}
