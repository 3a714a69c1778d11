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
}
