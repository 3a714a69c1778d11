using Rushes.Contracts;
using Rushes.Encoding.Workflow;

namespace Rushes.Encoding.Tests;

public sealed class ShareStepTests
{
    // Ten seconds in runs of two, six and two.
    private static readonly SplitPlan Plan = new() { Frames = 250, ChunkStarts = { 0, 200 }, PieceStarts = { 0, 50, 200 } };

    [Fact]
    public void Share_RunsOfAFilm_SpendTheBitrateAndNoMore()
    {
        var shares = Share(new RateControl { Bitrate = 1_000_000 }, 2_000_000, 12_000_000, 6_000_000);

        Assert.Equal([500_000, 1_000_000, 1_500_000], shares.Select(share => share.Bitrate));
        Assert.Equal([".log 0", ".log 1", ".log 2"], shares.Select(share => $"{share.Statistics[0].Suffix} {share.Number}"));
    }

    [Fact]
    public void Share_HardRunUnderACap_IsHeldToIt()
    {
        var shares = Share(new RateControl { Bitrate = 1_000_000, Maxrate = 1_200_000, Buffer = 2_400_000 }, 2_000_000, 12_000_000, 6_000_000);

        Assert.Equal(1_200_000, shares[2].Bitrate);
        Assert.Equal(1_000_000, (shares[0].Bitrate * 0.2) + (shares[1].Bitrate * 0.6) + (shares[2].Bitrate * 0.2), 10.0);
    }

    [Fact]
    public void Share_HardRunOfALowLevel_IsHeldToTheLevel()
    {
        // Table A-1: level 1.3 of profile High has 960 kbit/s; and 160x90 at 25 frames a second would do with 1.
        var recipe = EncodingSamples.Recipe(width: 160, height: 90);
        (recipe.Codec.Level, recipe.Rate) = ("1.3", new RateControl { Bitrate = 500_000 });

        Assert.Equal(960_000, Share(recipe, 500_000, 1_500_000, 9_000_000)[2].Bitrate);
    }

    private static List<RunShare> Share(RateControl rate, params long[] bits)
    {
        var recipe = EncodingSamples.Recipe();
        recipe.Rate = rate;
        return Share(recipe, bits);
    }

    private static List<RunShare> Share(Recipe recipe, params long[] bits)
    {
        var resolved = EncodingSamples.Resolve(recipe);
        var runs = bits.Select((run, number) => new MeasuredRun
        {
            Rendition = recipe.Name, Number = number, Bits = run, Statistics = { new Statistics { Suffix = ".log" } },
        });
        return [.. ShareStep.Share(resolved, Plan, EncodingSamples.Timeline(), [.. runs])];
    }
}
