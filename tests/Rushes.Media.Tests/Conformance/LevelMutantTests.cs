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

    /// <param name="encode">Good as it is.</param>
    /// <param name="level">level_idc, general_level_idc or seq_level_idx instead.</param>
    /// <param name="rate">Bit/s that it allows.</param>
    /// <param name="buffer">Bits.</param>
    [Theory]
    [InlineData("rich", 13, "960000", "2500000")] // 768 and 2000 of Table A-1, 1250 times in the High profile
    [InlineData("rich HEVC", 60, "1500000", "1500000")] // 1500 of Table A.8 and A.9, level 2
    [InlineData("rich AV1", 0, "1500000", "1500000")] // 1.5 of AV1 A.3, level 2.0; a second of it
    public async Task Mutant_LevelTooLowForItsBitsAlone_IsAWarningWithTheLimit(string encode, byte level, string rate, string buffer)
    {
        var film = await encodes.GetAsync(encode);
        film.Format = film.Format.OfSample(film.Samples[0].Bytes);
        Assert.Empty((await film.CheckAsync()).Select(Checked.Text));
        Lower(film, level);

        var faults = await film.CheckAsync();

        Assert.NotEmpty(faults);
        Assert.All(faults, fault =>
        {
            Assert.Equal(("validate.level_rate", true), (fault.Code, fault.IsWarning));
            Assert.Equal((rate, buffer), (fault.Evidence["maxBitRate"], fault.Evidence["maxBuffer"]));
        });
    }

    private static void Lower(Mutant film, byte level)
    {
        if (film.Format.Codec == "av1")
        {
            LowerAv1(film, level);
            return;
        }

        film.Format = film.Format with
        {
            Configuration = film.Format.Codec == "hevc" ? NalSurgery.WithHevcLevel(film.Format.Configuration, level) : NalSurgery.WithLevel(film.Format.Configuration, level, true),
        };
    }

    // seq_level_idx stands in the upper bits of the fourth byte of a sequence header without timing (AV1 5.5.1), and in av1C; below 8 there is no tier behind it.
    private static void LowerAv1(Mutant film, byte level)
    {
        const byte SequenceHeader = 0x0A;
        const int HeaderSize = 2;
        var configuration = film.Format.Configuration.ToArray();
        configuration[1] = (byte)((configuration[1] & 0xE0) | level);
        Set(configuration.AsSpan(4));
        film.Format = film.Format with { Configuration = configuration };
        foreach (var sample in film.Samples.Where(sample => sample.Bytes[0] == SequenceHeader))
        {
            Set(sample.Bytes);
        }

        void Set(Span<byte> obu)
        {
            Assert.InRange(obu[HeaderSize + 3] >> 3, level + 1, 7);
            obu[HeaderSize + 3] = (byte)((level << 3) | (obu[HeaderSize + 3] & 7));
        }
    }
}
