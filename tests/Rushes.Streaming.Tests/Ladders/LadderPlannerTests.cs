using Rushes.Contracts;
using Rushes.Streaming.Ladders;

namespace Rushes.Streaming.Tests.Ladders;

public sealed class LadderPlannerTests
{
    [Theory]
    [InlineData(1920, 1080, 1, 1, "426x240 640x360 854x480 1280x720 1920x1080")]
    [InlineData(3840, 2160, 1, 1, "426x240 640x360 854x480 1280x720 1920x1080")]
    [InlineData(1280, 720, 1, 1, "426x240 640x360 854x480 1280x720")]
    [InlineData(1280, 719, 1, 1, "428x240 640x360 854x480")]              // the 720p rung would be an upscale
    [InlineData(1080, 1920, 1, 1, "136x240 202x360 270x480 406x720 608x1080")] // already upright: a phone held high
    [InlineData(720, 576, 64, 45, "426x240 640x360 854x480")]             // PAL, 16:9
    [InlineData(1440, 1080, 4, 3, "426x240 640x360 854x480 1280x720 1920x1080")] // HDV
    [InlineData(320, 180, 1, 1, "320x180")]
    [InlineData(321, 181, 1, 1, "320x180")]                                // odd both ways
    [InlineData(16, 16, 1, 1, "16x16")]
    [InlineData(20, 400, 1, 1, "18x360")]                                  // rungs narrower than the encoder's least drop
    [InlineData(1920, 1080, 0, 1, "426x240 640x360 854x480 1280x720 1920x1080")] // aspect not known: square
    public void StandardLadder_OnSource_NeverUpscales(int width, int height, int aspectNumerator, int aspectDenominator, string expected)
    {
        var recipes = Planned(StandardLadder.Avc, Track(width, height, aspectNumerator, aspectDenominator));

        Assert.Equal(expected, string.Join(' ', recipes.Select(recipe => $"{recipe.Resolution.Width}x{recipe.Resolution.Height}")));
    }

    [Fact]
    public void LowestRung_AboveSource_LendsItsValuesUnderANewName()
    {
        var recipe = Assert.Single(Planned(StandardLadder.Avc, Track(176, 144)));

        Assert.Equal("144p", recipe.Name);
        Assert.Equal(new RateControl { Crf = 21, Maxrate = 400_000, Buffer = 800_000 }, recipe.Rate);
        Assert.Equal("medium", recipe.Preset);
    }

    [Fact]
    public void Recipe_OfOpenRung_LeavesTheRestToTheEncodingService()
    {
        var recipe = Planned(StandardLadder.Avc, Track(1920, 1080))[^1];

        Assert.Equal(new Codec { Format = CodecFormat.Avc }, recipe.Codec);
        Assert.Equal(new Chunking { SegmentMs = 6_000 }, recipe.Chunking);
        Assert.Null(recipe.Gop);
        Assert.Equal(0, recipe.Threads);
    }

    [Fact]
    public void Rungs_OfHalfTheRate_AreApart()
    {
        var ladder = StandardLadder.Avc;
        (ladder.Rungs[0].HalfRate, ladder.Rungs[1].HalfRate, ladder.Rungs[3].HalfRate) = (true, true, true);

        var plan = Assert.IsType<LadderPlan.Planned>(LadderPlanner.Plan(ladder, Track(1920, 1080)));

        Assert.Equal(["480p", "1080p"], plan.Recipes.Select(recipe => recipe.Name));
        Assert.Equal(["240p", "360p", "720p"], plan.HalfRate.Select(recipe => recipe.Name));
    }

    [Fact]
    public void LowestRung_OfHalfTheRateAboveSource_LendsThatToo()
    {
        var ladder = StandardLadder.Avc;
        ladder.Rungs[0].HalfRate = true;

        var plan = Assert.IsType<LadderPlan.Planned>(LadderPlanner.Plan(ladder, Track(176, 144)));

        Assert.Empty(plan.Recipes);
        Assert.Equal("144p", Assert.Single(plan.HalfRate).Name);
    }

    [Theory]
    [InlineData(1920, 1080)]
    [InlineData(642, 642)]
    [InlineData(1916, 796)]
    public void Lossless_AtSourceHeight_KeepsEveryPixel(int width, int height)
    {
        var ladder = OneRung(new Rung { Name = "source", Height = height, Rate = new RateControl { Lossless = true } });

        Assert.Equal(new Resolution { Width = width, Height = height }, Assert.Single(Planned(ladder, Track(width, height))).Resolution);
    }

    [Fact]
    public void Width_OfTheSourcesHighPixels_IsNoUpscale()
    {
        var ladder = OneRung(new Rung { Name = "stored", Height = 480, Width = 720, Rate = new RateControl { Crf = 21 } });

        Assert.Equal("stored", Assert.Single(Planned(ladder, Track(720, 480, 8, 9))).Name);
    }

    [Fact]
    public void Width_Explicit_IsTakenUnlessItUpscales()
    {
        var ladder = OneRung(
            new Rung { Name = "small", Height = 480, Width = 640, Rate = new RateControl { Crf = 21 } },
            new Rung { Name = "wide", Height = 480, Width = 2000, Rate = new RateControl { Crf = 21 } });

        Assert.Equal("small", Assert.Single(Planned(ladder, Track(1920, 1080))).Name);
    }

    [Theory]
    [InlineData(1, 1, 1, 1, "input.too_small")]
    [InlineData(15, 400, 1, 1, "input.too_small")]
    [InlineData(400, 15, 1, 1, "input.too_small")]
    [InlineData(64, 64, 1, 1_000, "input.too_small")]
    [InlineData(64, 64, 100_000, 1, "input.too_large")]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue, 1, "input.too_large")]
    public void Source_OutsideWhatIsEncoded_IsRefused(int width, int height, int aspectNumerator, int aspectDenominator, string code)
    {
        var refused = Assert.IsType<LadderPlan.Refused>(
            LadderPlanner.Plan(StandardLadder.Avc, Track(width, height, aspectNumerator, aspectDenominator)));

        Assert.Equal(code, refused.Failure.Code);
        Assert.Equal(FailureCategory.Input, refused.Failure.Category);
    }

    private static Ladder OneRung(params Rung[] rungs) => new() { Codec = CodecFormat.Avc, SegmentMs = 6_000, Rungs = { rungs } };

    private static IReadOnlyList<Recipe> Planned(Ladder ladder, VideoTrack track) =>
        Assert.IsType<LadderPlan.Planned>(LadderPlanner.Plan(ladder, track)).Recipes;

    private static VideoTrack Track(int width, int height, long aspectNumerator = 1, long aspectDenominator = 1) => new()
    {
        Upright = new Resolution { Width = width, Height = height },
        PixelAspect = new Rational { Numerator = aspectNumerator, Denominator = aspectDenominator },
    };
}
