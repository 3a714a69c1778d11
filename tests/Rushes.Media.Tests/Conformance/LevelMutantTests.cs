namespace Rushes.Media.Tests.Conformance;

/// <summary>Good encodes that signal too low a level for one thing that they ask of a decoder, and hold it in all else.</summary>
public sealed class LevelMutantTests(GoodEncodes encodes) : IClassFixture<GoodEncodes>
{
    /// <param name="encode">Good as it is.</param>
    /// <param name="level">level_idc or general_level_idc instead.</param>
    /// <param name="limit">The one that is exceeded.</param>
    /// <param name="most">What it allows.</param>
    [Theory]
    [InlineData("avc", 12, "MaxMBPS", "6000")]
    [InlineData("deep", 20, "MaxDpbMbs", "2376")]
    [InlineData("deep HEVC", 60, "MaxDpbSize", "6")]
    public async Task Mutant_LevelTooLowForOneThing_NamesItAlone(string encode, byte level, string limit, string most)
    {
        var film = await encodes.GetAsync(encode);
        Assert.Empty((await film.CheckAsync()).Select(Checked.Text));
        Lower(film, level);

        var fault = Assert.Single(await film.CheckAsync());

        Assert.Equal(("validate.level_limit", 0, false), (fault.Code, fault.From, fault.IsWarning));
        Assert.Equal((limit, most), (fault.Evidence["name"], fault.Evidence["limit"]));
    }

    [Fact]
    public async Task Mutant_LevelTooLowForItsBitsAlone_IsAWarningWithTheLimit()
    {
        var film = await encodes.GetAsync("rich");
        Assert.Empty((await film.CheckAsync()).Select(Checked.Text));
        Lower(film, 13);

        var faults = await film.CheckAsync();

        Assert.NotEmpty(faults);
        Assert.All(faults, fault =>
        {
            Assert.Equal(("validate.level_rate", true), (fault.Code, fault.IsWarning));

            // 768 and 2000 of Table A-1, 1250 times in the High profile.
            Assert.Equal(("960000", "2500000"), (fault.Evidence["maxBitRate"], fault.Evidence["maxBuffer"]));
        });
    }

    private static void Lower(Mutant film, byte level) => film.Format = film.Format with
    {
        Configuration = film.Format.Codec == "hevc" ? NalSurgery.WithHevcLevel(film.Format.Configuration, level) : NalSurgery.WithLevel(film.Format.Configuration, level, true),
    };
}
