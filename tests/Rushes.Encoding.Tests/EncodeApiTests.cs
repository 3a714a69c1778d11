using Rushes.Contracts;
using Rushes.Encoding.Api;

namespace Rushes.Encoding.Tests;

public sealed class EncodeApiTests
{
    [Fact]
    public void Validate_GoodRequest_FindsNothing() =>
        Assert.Empty(EncodeApi.Validate(EncodingSamples.Request(EncodingSamples.Recipe())));

    [Fact]
    public void Validate_ManyMistakes_ReportsAllAtOnce()
    {
        var odd = EncodingSamples.Recipe("odd", 641, 360);
        var empty = EncodingSamples.Recipe("empty");
        (empty.Rate, empty.Codec) = (null, null);
        var request = EncodingSamples.Request(odd, empty, EncodingSamples.Recipe("odd"));
        request.Source.Frames = new FrameRange { From = 10, To = 251 };
        request.CollateMs = -1;

        var codes = EncodeApi.Validate(request).Select(failure => failure.Code).ToArray();

        Assert.Equal(
            ["recipe.codec", "recipe.name", "recipe.resolution", "request.collate", "request.frames"],
            codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Validate_LosslessOfRgb_IsRefused()
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Rate = new RateControl { Lossless = true };
        var request = EncodingSamples.Request(recipe);
        request.Source.Track.PixelFormat = "rgb48le";

        Assert.Equal("recipe.lossless_unsupported", Assert.Single(EncodeApi.Validate(request)).Code);
    }

    [Theory]
    [InlineData("1", "")]
    [InlineData("2", "recipe.preset")]
    [InlineData("8", "recipe.preset")]
    public void Validate_LosslessVp9_WantsAPresetThatIs(string preset, string expected)
    {
        var recipe = EncodingSamples.Recipe();
        (recipe.Codec.Format, recipe.Preset, recipe.Rate) = (CodecFormat.Vp9, preset, new RateControl { Lossless = true });

        Assert.Equal(expected, string.Join(' ', EncodeApi.Validate(EncodingSamples.Request(recipe)).Select(failure => failure.Code)));
    }

    [Theory]
    [InlineData(CodecFormat.Avc, "high10", 10, "", "")]
    [InlineData(CodecFormat.Avc, "main", 10, "slow", "recipe.profile")]
    [InlineData(CodecFormat.Avc, "extended", 12, "warp", "recipe.bits recipe.preset recipe.profile")]
    [InlineData(CodecFormat.Hevc, "main", 10, "", "recipe.profile")]
    [InlineData(CodecFormat.Hevc, "main10", 8, "", "recipe.profile")]
    [InlineData(CodecFormat.Hevc, "main12", 16, "warp", "recipe.bits recipe.preset recipe.profile")]
    [InlineData(CodecFormat.Vp9, "0", 10, "", "recipe.profile")]
    [InlineData(CodecFormat.Vp9, "1", 16, "9", "recipe.bits recipe.preset recipe.profile")]
    [InlineData(CodecFormat.Av1, "main", 10, "8", "")]
    [InlineData(CodecFormat.Av1, "high", 12, "slow", "recipe.bits recipe.preset recipe.profile")]
    [InlineData(CodecFormat.Vc1, "", 0, "", "recipe.no_encoder")]
    public void Validate_WhatACodecDoesNotHave_IsRefusedAllAtOnce(CodecFormat format, string profile, int bits, string preset, string expected)
    {
        var recipe = EncodingSamples.Recipe();
        (recipe.Codec, recipe.Preset) = (new Codec { Format = format, Profile = profile, Bits = bits }, preset);

        Assert.Equal(expected, CodesOf(recipe, "yuv420p", 8));
    }

    [Theory]
    [InlineData(CodecFormat.Avc, "", 0, "yuv444p10le", 10, "")]
    [InlineData(CodecFormat.Avc, "high", 0, "yuv420p", 8, "recipe.profile")]
    [InlineData(CodecFormat.Avc, "", 8, "yuv420p10le", 10, "recipe.bits")]
    [InlineData(CodecFormat.Hevc, "main10", 0, "yuv420p10le", 10, "")]
    [InlineData(CodecFormat.Hevc, "main10", 0, "yuv422p10le", 10, "recipe.profile")]
    [InlineData(CodecFormat.Hevc, "main", 10, "yuv444p", 8, "recipe.bits recipe.profile recipe.profile")]
    [InlineData(CodecFormat.Vp9, "0", 0, "yuv444p", 8, "recipe.profile")]
    [InlineData(CodecFormat.Vp9, "2", 0, "yuv420p10le", 10, "")]
    [InlineData(CodecFormat.Hevc, "", 0, "yuv444p16le", 16, "recipe.lossless_unsupported")]
    public void Validate_LosslessThatAProfileDoesNotHold_IsRefused(CodecFormat format, string profile, int bits, string pixelFormat, int depth, string expected)
    {
        var recipe = EncodingSamples.Recipe();
        (recipe.Codec, recipe.Rate) = (new Codec { Format = format, Profile = profile, Bits = bits }, new RateControl { Lossless = true });

        Assert.Equal(expected, CodesOf(recipe, pixelFormat, depth));
    }

    [Theory]
    [InlineData(CodecFormat.Avc, "1.0", "MaxMBPS MaxFS PicWidthInMbs MaxDpbMbs MaxBR MaxCPB")]
    [InlineData(CodecFormat.Hevc, "1.0", "MaxLumaPs pic_width_in_luma_samples MaxLumaSr MaxBR MaxCPB")]
    public void Validate_ALevelThatIsTooLow_NamesEveryLimit(CodecFormat format, string level, string limits)
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Codec = new Codec { Format = format, Level = level };
        var request = EncodingSamples.Request(recipe);
        request.Source.Track.FrameRate = new Rational { Numerator = 25, Denominator = 1 };

        var failures = EncodeApi.Validate(request);

        Assert.All(failures, failure => Assert.Equal("recipe.level", failure.Code));
        Assert.All(limits.Split(' '), limit => Assert.Contains(failures, failure => failure.Message.Contains($" {limit} ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(CodecFormat.Av1, 50, "")]
    [InlineData(CodecFormat.Av1, 51, "recipe.film_grain")]
    [InlineData(CodecFormat.Avc, 1, "recipe.film_grain")]
    [InlineData(CodecFormat.Vp9, 1, "recipe.film_grain")]
    public void Validate_FilmGrain_IsAv1s(CodecFormat format, int strength, string expected)
    {
        var recipe = EncodingSamples.Recipe();
        (recipe.Codec.Format, recipe.FilmGrain) = (format, strength);

        Assert.Equal(expected, CodesOf(recipe, "yuv420p", 8));
    }

    [Theory]
    [InlineData(TimelinePictures.Unspecified, false, Deinterlacing.Frames, "")]
    [InlineData(TimelinePictures.Film, true, Deinterlacing.Unspecified, "")]
    [InlineData(TimelinePictures.Fields, false, Deinterlacing.Fields, "")]
    [InlineData(TimelinePictures.Unspecified, true, Deinterlacing.Unspecified, "recipe.timeline")]
    [InlineData(TimelinePictures.Film, false, Deinterlacing.Unspecified, "recipe.timeline")]
    [InlineData(TimelinePictures.Fields, false, Deinterlacing.Frames, "recipe.timeline")]
    [InlineData(TimelinePictures.Film, true, Deinterlacing.Fields, "recipe.fields")]
    public void Validate_Steps_FitTheTimeline(TimelinePictures pictures, bool inverseTelecine, Deinterlacing deinterlacing, string expected)
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Steps = new Steps { InverseTelecine = inverseTelecine, Deinterlacing = deinterlacing };
        var request = EncodingSamples.Request(recipe);
        request.Source.Track.Pictures = pictures;

        Assert.Equal(expected, string.Join(' ', EncodeApi.Validate(request).Select(failure => failure.Code)));
    }

    [Fact]
    public void Validate_RecipesOfDifferentPictures_AreRefused()
    {
        var film = EncodingSamples.Recipe("film");
        film.Steps = new Steps { InverseTelecine = true };
        var request = EncodingSamples.Request(film, EncodingSamples.Recipe("frames"));
        request.Source.Track.Pictures = TimelinePictures.Film;

        Assert.Equal("frames", Assert.Single(EncodeApi.Validate(request)).Place.Rendition);
    }

    [Theory]
    [InlineData(CodecFormat.Avc, 2, "")]
    [InlineData(CodecFormat.Avc, 3, "recipe.passes")]
    [InlineData(CodecFormat.H263, 1, "")]
    [InlineData(CodecFormat.H263, 2, "recipe.passes")]
    public void Validate_Passes_AreThoseThatTheEncoderHas(CodecFormat codec, int passes, string expected)
    {
        var recipe = EncodingSamples.Recipe("passes", 352, 288);
        (recipe.Codec.Format, recipe.Rate) = (codec, new RateControl { Bitrate = 300_000, Passes = passes });

        Assert.Equal(expected, string.Join(' ', EncodeApi.Validate(EncodingSamples.Request(recipe)).Select(failure => failure.Code)));
    }

    [Theory]
    [InlineData("../../up")]
    [InlineData("a/b")]
    [InlineData("Grande")]
    [InlineData("720p\n")]
    public void Validate_NameThatIsNoFileName_IsRefused(string name) =>
        Assert.Equal("recipe.name", Assert.Single(EncodeApi.Validate(EncodingSamples.Request(EncodingSamples.Recipe(name)))).Code);

    [Fact]
    public void Validate_TrackThatWouldBecomeAFilter_IsRefused()
    {
        var request = EncodingSamples.Request(EncodingSamples.Recipe());
        request.Source.Track.Colour.Range = "tv[a];movie=/etc/passwd[b];[a][b]overlay";

        Assert.Equal("request.track", Assert.Single(EncodeApi.Validate(request)).Code);
    }

    [Fact]
    public void Validate_RangeOfFilmFrames_IsRefused()
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Steps = new Steps { InverseTelecine = true };
        var request = EncodingSamples.Request(recipe);
        (request.Source.Track.Pictures, request.Source.Frames) = (TimelinePictures.Film, new FrameRange { From = 0, To = 249 });

        Assert.Equal("request.frames", Assert.Single(EncodeApi.Validate(request)).Code);
    }

    [Fact]
    public void Validate_DeinterlacingThatIsNotKnown_IsRefused()
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Steps = new Steps { Deinterlacing = (Deinterlacing)7 };

        Assert.Contains(EncodeApi.Validate(EncodingSamples.Request(recipe)), failure => failure.Code == "recipe.fields");
    }

    [Fact]
    public void Validate_LosslessOfASourceThatChangesItsFormat_IsRefused()
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Rate = new RateControl { Lossless = true };
        var request = EncodingSamples.Request(recipe);
        request.Source.Track.FormatChanges = 1;

        Assert.Equal("recipe.format_changes", Assert.Single(EncodeApi.Validate(request)).Code);
    }

    [Theory]
    [InlineData(true, false, "smpte2084", false)]
    [InlineData(false, true, "smpte2084", false)]
    [InlineData(false, true, "bt709", true)]
    [InlineData(false, false, "smpte2084", true)]
    public void Validate_StepsOfASourceThatChangesItsFormat_AreRefused(bool crops, bool toSdr, string transfer, bool isTaken)
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Steps = crops ? new Steps { Crop = new Rectangle { Width = 64, Height = 64 } } : null;
        recipe.ColourHandling = toSdr ? ColourHandling.ToSdr : ColourHandling.Keep;
        var request = EncodingSamples.Request(recipe);
        request.Source.Track.FormatChanges = 1;
        request.Source.Track.Colour = new Colour { Transfer = transfer };

        Assert.Equal(isTaken ? [] : ["recipe.format_changes"], EncodeApi.Validate(request).Select(failure => failure.Code));
    }

    [Fact]
    public void Validate_RecipesOfDifferentChunking_AreRefused()
    {
        var other = EncodingSamples.Recipe("other");
        other.Chunking.TargetMs = 12_000;

        Assert.Equal("recipe.chunking", Assert.Single(EncodeApi.Validate(EncodingSamples.Request(EncodingSamples.Recipe(), other))).Code);
    }

    private static string CodesOf(Recipe recipe, string pixelFormat, int depth)
    {
        var request = EncodingSamples.Request(recipe);
        (request.Source.Track.PixelFormat, request.Source.Track.BitDepth) = (pixelFormat, depth);
        return string.Join(' ', EncodeApi.Validate(request).Select(failure => failure.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Convert_NoRange_IsTheWholeSource() =>
        Assert.Equal(new FrameRange { From = 0, To = 250 }, EncodeApi.Convert(EncodingSamples.Request(EncodingSamples.Recipe())).Source.Frames);
}
