using Rushes.Contracts;
using Rushes.Inspection.Functions.Survey;
using Rushes.Inspection.Workflow;
using Rushes.Media.Timelines;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Inspection.Tests.Survey;

public sealed class FilmPartsTests
{
    [Theory]
    [InlineData(2399, 25, 0)]
    [InlineData(2400, 25, 2)]
    [InlineData(9000, 1, 7)]
    [InlineData(9000, 250, 3)]
    [InlineData(9000, 4500, 0)]
    [InlineData(9000, 9000, 0)]
    public void Of_FilmWithKeys_CutsAtThemAndCoversItAll(int frames, int distance, int expected)
    {
        var parts = FilmParts.Of(Packets(frames, Enumerable.Range(0, frames).Where(frame => frame % distance == 0)));

        Assert.Equal(expected, parts.Count);
        Assert.Equal(parts.Count > 0 ? frames : 0, parts.Sum(part => part.To - part.From));
        Assert.All(parts, part => Assert.Equal(0, part.From % distance));
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.All(parts, part => Assert.InRange(part.To - part.From, FilmParts.Overlap + 1, int.MaxValue));
    }

    [Fact]
    public void Of_KeysInItsFirstHalfAlone_MakesNoPartShorterThanTheOverlap()
    {
        var parts = FilmParts.Of(Packets(18000, Enumerable.Range(0, 360).Select(key => key * 25)));

        Assert.All(parts, part => Assert.InRange(part.To - part.From, 600, 18000));
        Assert.Equal(18000, parts[^1].To);
    }

    [Theory]
    [InlineData(96, TimelinePictures.Unspecified, "h264", "yuv420p", true)]
    [InlineData(95.9, TimelinePictures.Unspecified, "h264", "yuv420p", false)]
    [InlineData(0, TimelinePictures.Unspecified, "h264", "yuv420p", false)]
    [InlineData(96, TimelinePictures.Film, "h264", "yuv420p", false)]
    [InlineData(96, TimelinePictures.Fields, "h264", "yuv420p", false)]
    [InlineData(96, TimelinePictures.Unspecified, "h264", "yuv444p", false)]
    [InlineData(96, TimelinePictures.Unspecified, "prores", "yuv444p12le", true)]
    public void MayHave_Film_SaysWhetherToLook(double seconds, TimelinePictures pictures, string codec, string pixels, bool expected)
    {
        var video = new VideoTrack { Pictures = pictures, Codec = codec, PixelFormat = pixels, FrameRate = new Rational { Numerator = 25, Denominator = 1 } };

        Assert.Equal(expected, FilmParts.MayHave(new Probed { Video = video, Seconds = seconds }));
    }

    private static Timeline Packets(int frames, IEnumerable<int> keys) => Timeline.FromSource(
        new MediaRational(1, 90000), [.. Enumerable.Range(0, frames).Select(frame => frame * 3600L)], lastDuration: 1, [.. keys.Select(key => key * 3600L)]);
}
