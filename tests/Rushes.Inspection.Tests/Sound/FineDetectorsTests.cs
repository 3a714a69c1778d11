using Rushes.Inspection.Sound;

namespace Rushes.Inspection.Tests.Sound;

/// <summary>The detectors over windows of 5 ms, on made windows.</summary>
public sealed class FineDetectorsTests
{
    private readonly SoundFindings _findings = new();

    [Fact]
    public void Clicks_ImpulseInEvenSound_AreFound()
    {
        Click(window => (0.1, window is 300 or 400 ? 0.5 : 0.02));
        var found = Assert.Single(_findings.InOrder);
        Assert.Equal(("2", 1.5), (found.Finding.Evidence["hits"], Math.Round(found.From, 3)));
    }

    [Fact]
    public void Clicks_ImpulseThatIsWide_IsNone()
    {
        Click(window => (0.1, window == 300 ? 0.5 : 0.02), isWide: true);
        Assert.Empty(_findings.InOrder);
    }

    [Theory]
    [InlineData("drum")]
    [InlineData("pulses")]
    [InlineData("kick")]
    [InlineData("even")]
    public void Clicks_OfWhatIsNone_AreNotFound(string kind)
    {
        Click(window => kind switch
        {
            "drum" => window % 100 is var age && age < 60 ? (Math.Exp(-age / 8.0), 0.5 * Math.Exp(-age / 8.0)) : (0.001, 0.001),
            "pulses" => (0.3, window % 5 == 0 ? 0.5 : 0.01),
            "kick" => window % 100 is var age && age < 40 ? (0.8, age == 0 ? 0.5 : 0.01) : (0.0, 0.0),
            _ => (0.1, 0.1),
        });
        Assert.Empty(_findings.InOrder);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(100, 1)]
    [InlineData(500, 0)] // a pause
    public void Dropout_ZerosInSound_AreFoundUpToTwoSeconds(int windows, int found)
    {
        Drop(1500, window => window >= 700 && window < 700 + windows ? 0 : 0.2);
        Assert.Equal(found, _findings.InOrder.Count);
        Assert.All(_findings.InOrder, finding => Assert.Equal(3.5, finding.From, 0.01));
    }

    [Fact]
    public void Dropout_AfterSoundThatFades_IsNone()
    {
        Drop(1500, window => window is >= 700 and < 750 ? 0 : window is >= 650 and < 700 ? 0.2 * Math.Exp(-(window - 650) / 5.0) : 0.2);
        Assert.Empty(_findings.InOrder);
    }

    [Fact]
    public void Dropout_BetweenBeeps_IsNone()
    {
        Drop(3000, window => window % 100 < 40 ? 0.2 : 0);
        Assert.Empty(_findings.InOrder);
    }

    [Fact]
    public void Dropout_NoticedWhereItEnds_IsFound()
    {
        var dropouts = new DropoutDetector(Windows.Plan("mono"), _findings);
        foreach (var (window, index) in Windows.Fine(4).Select((window, index) => (window, index)))
        {
            dropouts.Read(window, [new ChannelMeasures { Highest = 0.2, ZerosBegan = index == 400, ZerosEnded = index == 400 ? 0.006 : 0 }]);
        }

        dropouts.Finish();
        Assert.Single(_findings.InOrder);
    }

    private void Click(Func<int, (double Level, double Step)> sound, bool isWide = false)
    {
        var clicks = new ClickDetector(Windows.Plan("mono"), _findings);
        foreach (var (window, index) in Windows.Fine(4).Select((window, index) => (window, index)))
        {
            var (level, step) = sound(index);
            clicks.Read(window, [new ChannelMeasures { Highest = level, Lowest = -level, Peak = step, Rms = isWide ? step / 4 : step / 12 }]);
        }

        clicks.Finish();
    }

    private void Drop(int count, Func<int, double> level)
    {
        var dropouts = new DropoutDetector(Windows.Plan("mono"), _findings);
        var zeros = 0;
        foreach (var (window, index) in Windows.Fine(count * 0.005).Select((window, index) => (window, index)))
        {
            var (now, ended) = (level(index), zeros);
            zeros = now == 0 ? zeros + 1 : 0;
            dropouts.Read(window, [new ChannelMeasures { Highest = now, Lowest = -now, ZerosBegan = zeros == 1, ZerosEnded = zeros == 0 ? ended * 0.005 : 0 }]);
        }

        dropouts.Finish();
    }
}
