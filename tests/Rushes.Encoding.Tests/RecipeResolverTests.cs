using Rushes.Contracts;
using Rushes.Encoding.Recipes;

namespace Rushes.Encoding.Tests;

public sealed class RecipeResolverTests
{
    [Fact]
    public void Resolve_NothingButTheLadder_FillsEverythingThatDecidesBytes()
    {
        var resolved = RecipeResolver.Resolve(EncodingSamples.Recipe(), EncodingSamples.Track(), 25);

        Assert.Equal((8, "yuv420p", "high", "3.0"), (resolved.Codec.Bits, resolved.Codec.PixelFormat, resolved.Codec.Profile, resolved.Codec.Level));
        Assert.Equal(("medium", 1), (resolved.Preset, resolved.Threads));
    }

    [Fact]
    public void Resolve_LosslessOfTenBits_KeepsTheSourcesSamples()
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Rate = new RateControl { Lossless = true };
        var track = EncodingSamples.Track();
        (track.PixelFormat, track.BitDepth) = ("yuv422p10le", 10);

        var resolved = RecipeResolver.Resolve(recipe, track, 25);

        Assert.Equal((10, "yuv422p10le", "high444"), (resolved.Codec.Bits, resolved.Codec.PixelFormat, resolved.Codec.Profile));
    }

    [Fact]
    public void Resolve_WhatIsSet_Stays()
    {
        var recipe = EncodingSamples.Recipe();
        (recipe.Preset, recipe.Threads, recipe.Codec.Profile, recipe.Codec.Level, recipe.Codec.Bits) = ("slow", 4, "main", "4.1", 8);

        var resolved = RecipeResolver.Resolve(recipe, EncodingSamples.Track(), 25);

        Assert.Equal(recipe.Preset, resolved.Preset);
        Assert.Equal((4, "main", "4.1"), (resolved.Threads, resolved.Codec.Profile, resolved.Codec.Level));
    }

    [Theory]
    [InlineData(CodecFormat.Hevc, 1080)]
    [InlineData(CodecFormat.Vp9, 1080)]
    public void Resolve_LosslessWhereAnEncoderKeepsToALevel_PromisesNone(CodecFormat codec, int height)
    {
        var recipe = EncodingSamples.Recipe("lossless", 1920, height);
        (recipe.Codec.Format, recipe.Rate) = (codec, new RateControl { Lossless = true });

        var resolved = RecipeResolver.Resolve(recipe, EncodingSamples.Track(), 25);

        Assert.Equal("", resolved.Codec.Level);
        Assert.DoesNotContain("level", string.Join(' ', Formats.VideoFormats.Of(resolved).Options(resolved)).Replace("log-level", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CodecFormat.Avc, 0, 2)]
    [InlineData(CodecFormat.Hevc, 0, 2)]
    [InlineData(CodecFormat.Av1, 0, 2)]
    [InlineData(CodecFormat.Vp9, 2, 2)]
    [InlineData(CodecFormat.Avc, 1, 1)]
    [InlineData(CodecFormat.Mpeg2, 0, 1)]
    public void Resolve_Bitrate_IsInTwoPassesWhereTheEncoderHasThem(CodecFormat codec, int asked, int passes)
    {
        var recipe = EncodingSamples.Recipe();
        (recipe.Codec.Format, recipe.Rate) = (codec, new RateControl { Bitrate = 800_000, Passes = asked });

        Assert.Equal(passes, RecipeResolver.Resolve(recipe, EncodingSamples.Track(), 25).Rate.Passes);
    }

    [Fact]
    public void Resolve_Quality_IsOnePass() => Assert.Equal(1, RecipeResolver.Resolve(EncodingSamples.Recipe(), EncodingSamples.Track(), 25).Rate.Passes);

    [Fact]
    public void Resolve_BitrateWithoutACap_HasALevelThatHoldsIt()
    {
        var recipe = EncodingSamples.Recipe(width: 160, height: 90);
        recipe.Rate = new RateControl { Bitrate = 5_000_000 };

        // Table A-1: 4,000 kbit/s at level 2.1, 10,000 at 3, a quarter more in profile High.
        Assert.Equal("2.1", RecipeResolver.Resolve(recipe, EncodingSamples.Track(), 25).Codec.Level);
    }

    [Theory]
    [InlineData(854, 480, 25, "3.0")]
    [InlineData(854, 480, 50, "3.1")] // 20.5 million samples shown of 20.7, and more decoded
    [InlineData(1920, 1080, 30, "4.0")]
    [InlineData(1920, 1080, 60, "4.1")]
    [InlineData(3840, 2160, 60, "5.1")]
    public void Resolve_Vp9_HasALevelThatHoldsWhatIsNotShown(int width, int height, double framesPerSecond, string expected)
    {
        var recipe = EncodingSamples.Recipe(width: width, height: height);
        recipe.Codec.Format = CodecFormat.Vp9;

        Assert.Equal(expected, RecipeResolver.Resolve(recipe, EncodingSamples.Track(), framesPerSecond).Codec.Level);
    }

    [Theory]
    [InlineData("main10", 10, "yuv420p10le")]
    [InlineData("main", 8, "yuv420p")]
    [InlineData("", 8, "yuv420p")]
    public void Resolve_HevcOfEightBits_HasTheBitsOfItsProfile(string profile, int bits, string pixelFormat)
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Codec = new Codec { Format = CodecFormat.Hevc, Profile = profile };

        var codec = RecipeResolver.Resolve(recipe, EncodingSamples.Track(), 25).Codec;

        Assert.Equal((bits, pixelFormat), (codec.Bits, codec.PixelFormat));
    }

    [Theory]
    [InlineData(640, 360, 1, 1, 1, 1)]
    [InlineData(854, 480, 1, 1, 1, 1)] // 853.33 in whole.
    [InlineData(1440, 1080, 1, 1, 4, 3)]
    [InlineData(1920, 1080, 8, 9, 8, 9)]
    [InlineData(1706, 1080, 8, 9, 1, 1)]
    public void Resolve_SizeOfAnotherShape_SaysItInThePixels(int width, int height, int sourceNumerator, int sourceDenominator, int numerator, int denominator)
    {
        var track = EncodingSamples.Track();
        track.PixelAspect = new Rational { Numerator = sourceNumerator, Denominator = sourceDenominator };

        var resolved = RecipeResolver.Resolve(EncodingSamples.Recipe("film", width, height), track, 25);

        Assert.Equal(new Rational { Numerator = numerator, Denominator = denominator }, resolved.PixelAspect);
    }

    [Theory]
    [InlineData("tt", "tt")]
    [InlineData("tb", "tt")]
    [InlineData("bb", "bb")]
    [InlineData("bt", "bb")]
    [InlineData("progressive", "progressive")]
    public void Resolve_CodecWithFields_KeepsTheFirstOneFirst(string source, string expected)
    {
        var track = EncodingSamples.Track();
        track.FieldOrder = source;
        var recipe = EncodingSamples.Recipe("film", 1920, 1080);
        (recipe.Codec.Format, recipe.Rate) = (CodecFormat.Prores, null);

        Assert.Equal(expected, RecipeResolver.Resolve(recipe, track, 25).FieldOrder);
    }

    [Theory]
    [InlineData(90000, 3013, 30000, 1001)]
    [InlineData(45000, 1499, 30, 1)]
    [InlineData(6300, 263, 24000, 1001)]
    [InlineData(25, 1, 25, 1)]
    public void Resolve_Mpeg2OfACameraThatWavers_SaysTheRateThatIsMeant(int rate, int scale, int numerator, int denominator)
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Codec.Format = CodecFormat.Mpeg2;
        var track = EncodingSamples.Track();
        track.FrameRate = new Rational { Numerator = rate, Denominator = scale };

        Assert.Empty(Formats.VideoFormats.Of(recipe).Check(recipe, track));
        Assert.Equal(new Rational { Numerator = numerator, Denominator = denominator }, RecipeResolver.Resolve(recipe, track, (double)rate / scale).FrameRate);
    }

    [Fact]
    public void Check_Mpeg2AtARateThatItHasNot_IsRefused()
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Codec.Format = CodecFormat.Mpeg2;
        var track = EncodingSamples.Track();
        track.FrameRate = new Rational { Numerator = 15, Denominator = 1 };

        Assert.Equal("recipe.frame_rate", Assert.Single(Formats.VideoFormats.Of(recipe).Check(recipe, track)).Code);
    }

    [Theory]
    [InlineData(CodecFormat.Vp9, 200_000, 2)]
    [InlineData(CodecFormat.Vp9, 0, 1)]
    [InlineData(CodecFormat.Av1, 200_000, 1)]
    [InlineData(CodecFormat.Avc, 200_000, 1)]
    public void Resolve_ConstantQualityUnderACap_IsTwoPassesWhereTheEncoderNeedsThem(CodecFormat codec, long maxrate, int passes)
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Codec.Format = codec;
        recipe.Rate = new RateControl { Crf = 30, Maxrate = maxrate, Buffer = 2 * maxrate };

        Assert.Equal(passes, RecipeResolver.Resolve(recipe, EncodingSamples.Track(), 25).Rate.Passes);
    }
}
