using Rushes.Contracts;
using Rushes.Inspection.Sound;

namespace Rushes.Inspection.Tests.Sound;

/// <summary>The detectors over windows of a tenth of a second, on made windows.</summary>
public sealed class WindowDetectorsTests
{
    private readonly SoundFindings _findings = new();

    [Theory]
    [InlineData(1.5, 0)]
    [InlineData(3, 1)]
    public void Silence_BetweenSounds_IsFoundFromTwoSeconds(double length, int found)
    {
        var silence = new SilenceDetector(_findings);
        foreach (var window in Windows.Of(10))
        {
            silence.Read(window, Windows.Rms(window.From >= 4 && window.To < 4.05 + length ? 0.0005 : 0.1));
        }

        silence.Finish();
        Assert.Equal(found, _findings.InOrder.Count);
        Assert.All(_findings.InOrder, finding => Assert.Equal((Severity.Info, 4.0), (finding.Finding.Severity, Math.Round(finding.From, 3))));
    }

    [Fact]
    public void Silence_OfTheWholeTrack_IsOneWarning()
    {
        var silence = new SilenceDetector(_findings);
        foreach (var window in Windows.Of(3))
        {
            silence.Read(window, [new ChannelMeasures { Rms = 0.02, Offset = 0.02 }]);
        }

        silence.Finish();
        Assert.Equal(Severity.Warning, Assert.Single(_findings.InOrder).Finding.Severity);
    }

    [Theory]
    [InlineData("stereo", new[] { 0.1, 0 }, "FR", Severity.Warning)]
    [InlineData("5.1", new[] { 0.1, 0.1, 0.1, 0, 0, 0.1 }, "BL", Severity.Info)]
    [InlineData("5.1", new[] { 0.1, 0.1, 0.1, 0, 0.1, 0.1 }, null, default(Severity))]
    [InlineData("stereo", new[] { 0.0, 0.0 }, null, default(Severity))]
    public void SilentChannel_BesideSound_IsFound(string layout, double[] levels, string? channel, Severity severity)
    {
        var silent = new SilentChannelDetector(Windows.Plan(layout), _findings);
        foreach (var window in Windows.Of(5))
        {
            silent.Read(window, Windows.Rms(levels));
        }

        silent.Finish();
        Assert.Equal(channel is null ? [] : [(channel, severity)], _findings.InOrder.Select(found => (found.Finding.Evidence["channels"], found.Finding.Severity)));
    }

    [Fact]
    public void SilentChannel_ForAWhile_IsFoundWithItsRange()
    {
        var silent = new SilentChannelDetector(Windows.Plan("stereo"), _findings);
        foreach (var window in Windows.Of(40))
        {
            silent.Read(window, Windows.Rms(0.1, window.From is > 9.95 and < 24.95 ? 0 : 0.1));
        }

        silent.Finish();
        var found = Assert.Single(_findings.InOrder);
        Assert.Equal((10, 25), (Math.Round(found.From, 3), Math.Round(found.To, 3)));
    }

    [Theory]
    [InlineData(1.0, 8, 40, 1)]
    [InlineData(1.0, 8, 4700, 0)] // a square wave
    [InlineData(1.0, 1.5, 40, 0)] // a loud tone
    [InlineData(0.5, 8, 40, 0)] // not full scale
    public void Clipping_FlatTops_AreFoundWhereFewAndAtFullScale(double peak, double run, double count, int found)
    {
        var clipping = new ClippingDetector(Windows.Plan("mono"), _findings);
        foreach (var window in Windows.Of(5))
        {
            clipping.Read(window, [new ChannelMeasures { Rms = 0.3, Peak = peak, FlatRun = run, PeakCount = count }]);
        }

        clipping.Finish();
        Assert.Equal(found, _findings.InOrder.Count);
    }

    [Fact]
    public void Clipping_FarApart_IsFoundTwice()
    {
        var clipping = new ClippingDetector(Windows.Plan("mono"), _findings);
        foreach (var window in Windows.Of(20))
        {
            var clipped = window.From is > 1.95 and < 2.95 or > 14.95 and < 15.95;
            clipping.Read(window, [new ChannelMeasures { Peak = clipped ? 1 : 0.8, FlatRun = clipped ? 9 : 1, PeakCount = 30 }]);
        }

        clipping.Finish();
        Assert.Equal([2.0, 15.0], _findings.InOrder.Select(found => Math.Round(found.From, 3)));
    }

    [Theory]
    [InlineData(20, 0.01, 1)]
    [InlineData(20, 0.001, 0)]
    [InlineData(2, -0.05, 1)]
    public void Offset_OfTheWholeTrack_IsFound(double seconds, double offset, int found)
    {
        var detector = new OffsetDetector(Windows.Plan("mono"), _findings);
        foreach (var window in Windows.Of(seconds))
        {
            detector.Read(window, [new ChannelMeasures { Rms = 0.1, Offset = offset }]);
        }

        detector.Finish();
        Assert.Equal(found, _findings.InOrder.Count);
    }

    [Fact]
    public void Offset_OfDeepSound_IsNone()
    {
        var detector = new OffsetDetector(Windows.Plan("mono"), _findings);
        foreach (var window in Windows.Of(30))
        {
            detector.Read(window, [new ChannelMeasures { Rms = 0.3, Offset = 0.2 * Math.Sin(2 * Math.PI * 3 * window.From) }]);
        }

        detector.Finish();
        Assert.Empty(_findings.InOrder);
    }

    [Theory]
    [InlineData(0.1, 0.02, null)]
    [InlineData(0.02, 0.1, "audio.inverted")]
    [InlineData(0.1, 0.0001, "audio.dual_mono")]
    [InlineData(0.1, 0.12, null)]
    [InlineData(0.0, 0.0, null)]
    public void Pair_Likeness_Tells(double sum, double difference, string? code)
    {
        var pair = new PairDetector(Windows.Plan("stereo"), 0, _findings);
        foreach (var window in Windows.Of(12))
        {
            pair.Read(window, sum, difference);
        }

        pair.Finish();
        Assert.Equal(code is null ? [] : [code], _findings.InOrder.Select(found => found.Finding.Code));
    }

    [Theory]
    [InlineData(0.0, 0.09, null)]
    [InlineData(0.09, 0.09, "audio.lfe")]
    [InlineData(0.09, 0.0, "audio.swapped_channels")]
    public void Bass_InAnotherChannelThanLfe_IsFound(double lfeTreble, double lastTreble, string? code)
    {
        var bass = new BassChannels(Windows.Plan("5.1"), _findings);
        foreach (var window in Windows.Of(5))
        {
            bass.Read(window, Windows.Rms(0.1, 0.1, 0.1, 0.1, 0.1, 0.1));
            bass.ReadTreble(window, Windows.Rms(0.09, 0.09, 0.09, lfeTreble, 0.09, lastTreble));
        }

        bass.Finish();
        Assert.Equal(code is null ? [] : [code], _findings.InOrder.Select(found => found.Finding.Code));
    }

    [Fact]
    public void Gap_TimesThatJump_AreFoundWithTheirRange()
    {
        var gaps = new GapDetector(Windows.Plan("mono"), _findings);
        foreach (var time in new long[] { 0, 240, 480, 48_720, 48_960, 50_000 })
        {
            gaps.Read(time, 240);
        }

        var found = Assert.Single(_findings.InOrder);
        Assert.Equal((0.015, 1.015, "1.000"), (found.From, found.To, found.Finding.Evidence["seconds"]));
    }

    [Theory]
    [InlineData(3, 3, 1)]
    [InlineData(1000, 1000, 1)]
    [InlineData(1001, 501, 2)]
    [InlineData(360_000, 704, 512)]
    public void Series_OfAnyLength_HasAtMostAThousandPoints(int values, int points, int step)
    {
        var series = new LoudnessSeries();
        for (var value = 0; value < values; value++)
        {
            series.Add(value == values / 2 ? -10 : -30, -30);
        }

        var made = series.ToContract();
        Assert.Equal((points, points, step, 10), (made.Momentary.Count, made.ShortTerm.Count, (int)made.Step.Numerator, (int)made.Step.Denominator));
        Assert.Equal(-10, made.Momentary.Max());
    }

    [Fact]
    public void Findings_OfOneCode_AreFiftyAndACount()
    {
        for (var number = 0; number < 1000; number++)
        {
            _findings.Add(Severity.Info, "audio.silence", number, number + 1, "Listen.");
        }

        Assert.Equal((50, "950"), (_findings.InOrder.Count, _findings.InOrder[^1].Finding.Evidence["more"]));
    }
}
