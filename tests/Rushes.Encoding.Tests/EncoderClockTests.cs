using Rushes.Contracts;
using Rushes.Encoding.Chunks;
using Rushes.Encoding.Formats;
using Rushes.Media.Timelines;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Encoding.Tests;

public sealed class EncoderClockTests
{
    private static readonly VideoFormat Avc = VideoFormats.Find(CodecFormat.Avc)!;
    private static readonly VideoFormat Hevc = VideoFormats.Find(CodecFormat.Hevc)!;

    [Fact]
    public void Filters_OfAnEncoderThatKnowsTimes_KeepThoseThatVary()
    {
        var varying = Timeline.FromSource(new MediaRational(1, 90_000), [0, 3600, 9000, 18_000, 21_600], 3600, []);
        Assert.StartsWith("setpts=max(PREV_OUTPTS+1", Filters(Avc, varying), StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_OfASteadySource_GiveFrameAfterFrame() => Assert.Equal("settb=1/25,setpts=N,fps=25/1", Filters(Avc, EncodingSamples.Timeline()));

    [Fact]
    public void Filters_OfAnEncoderThatCounts_GiveFrameAfterFrame() =>
        Assert.Equal("settb=1/25,setpts=N,fps=25/1", Filters(Hevc, EncodingSamples.Timeline()));

    /// <summary>x264 gives a frame of one tick no bits, and shows the one before it again.</summary>
    [Fact]
    public void Filters_OfASourceThatRepeatsTimes_GiveFrameAfterFrame()
    {
        var mended = Timeline.FromMended(new MediaRational(1, 90_000), [0, 3600, 3600], [0, 3600, 5400], 3600, []);
        Assert.Equal("settb=1/25,setpts=N,fps=25/1", Filters(Avc, mended));
    }

    [Fact]
    public void KeyFrames_OfGroupsOfTwoLengths_AreThoseOfEach()
    {
        var clock = new EncoderClock(Hevc, EncodingSamples.Timeline());
        var (usual, shorter) = (Recipe(), Recipe());
        shorter.Gop.DurationMs = 1000;
        var frames = new FrameRange { From = 100, To = 175 };

        Assert.Equal([0, 1.98], clock.KeyFrames(usual, frames));
        Assert.Equal([0, 0.98, 1.98], clock.KeyFrames(shorter, frames));
        Assert.Equal([0, 1.98], clock.KeyFrames(usual, frames));
    }

    private static string Filters(VideoFormat format, Timeline video) => new EncoderClock(format, video).Filters(Recipe(), video.SourceTime(0));

    private static Recipe Recipe()
    {
        var recipe = EncodingSamples.Resolve(EncodingSamples.Recipe());
        recipe.FrameRate = new Rational { Numerator = 25, Denominator = 1 };
        return recipe;
    }
}
