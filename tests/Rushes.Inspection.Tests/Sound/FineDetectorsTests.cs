using Rushes.Inspection.Sound;

namespace Rushes.Inspection.Tests.Sound;

/// <summary>The detectors over windows of 5 ms, on made windows.</summary>
public sealed class FineDetectorsTests
{
    // Second differences in 5 ms of silence at 48 kHz: peak to RMS is the root of 240 times 4/6, of 240 times 1/2, and less where something lasts; and how much of the peak the other side has.
    private static readonly (double PeakToRms, double Other) Impulse = (12.65, 0.5);
    private static readonly (double PeakToRms, double Other) Edge = (10.95, 1);
    private static readonly (double PeakToRms, double Other) EdgeAndCorner = (12.5, 0.75);
    private static readonly (double PeakToRms, double Other) CutEdge = (15.5, 0);
    private static readonly (double PeakToRms, double Other) Wide = (4, 1);

    private readonly SoundFindings _findings = new();

    [Fact]
    public void Clicks_ImpulseInEvenSound_AreFound()
    {
        Click(window => (0.1, window is 300 or 400 ? 0.5 : 0.02), Impulse);
        var found = Assert.Single(_findings.InOrder);
        Assert.Equal(("2", 1.5), (found.Finding.Evidence["hits"], Math.Round(found.From, 3)));
    }

    [Fact]
    public void Clicks_ImpulseThatIsWide_IsNone()
    {
        Click(window => (0.1, window == 300 ? 0.5 : 0.02), Wide);
        Assert.Empty(_findings.InOrder);
    }

    [Fact]
    public void Clicks_OneSampleInADrumThatIsAsStrong_IsFound()
    {
        ClickInDrum(Impulse);
        Assert.Equal(1.6, Assert.Single(_findings.InOrder).From, 3);
    }

    [Fact]
    public void Clicks_EdgesInADrumThatIsAsStrong_AreNotFound()
    {
        ClickInDrum(Edge);
        ClickInDrum(EdgeAndCorner);
        ClickInDrum(CutEdge);
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
        }, Edge);
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

    [Theory]
    [InlineData(0.1, 1)] // cut off, and back at once
    [InlineData(0.01, 0)]
    public void Dropout_WhereSoundFades_IsFoundByItsEdges(double edge, int found)
    {
        Drop(1500, window => window is >= 700 and < 720 ? 0 : window is >= 690 and < 700 ? 0.03 : 0.2, window => window is 699 or 720 ? edge : 0.02);
        Assert.Equal(found, _findings.InOrder.Count);
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
            dropouts.Read(window, [new ChannelMeasures { Peak = 0.2, ZerosBegan = index == 400, ZerosEnded = index == 400 ? 0.006 : 0 }]);
        }

        dropouts.Finish();
        Assert.Single(_findings.InOrder);
    }

    private void ClickInDrum((double PeakToRms, double Other) shape) =>
        Click(
            window => window == 320 ? (0.5, 0.5) : window % 100 is var age && age < 60 ? (Math.Exp(-age / 8.0), 0.5 * Math.Exp(-age / 8.0)) : (0.001, 0.001),
            window => window == 320 ? shape : Wide);

    private void Click(Func<int, (double Level, double Step)> sound, (double PeakToRms, double Other) shape) => Click(sound, _ => shape);

    private void Click(Func<int, (double Level, double Step)> sound, Func<int, (double PeakToRms, double Other)> shape)
    {
        var clicks = new ClickDetector(Windows.Plan("mono"), _findings);
        foreach (var (window, index) in Windows.Fine(4).Select((window, index) => (window, index)))
        {
            var (level, step) = sound(index);
            var (peakToRms, other) = shape(index);
            clicks.Read(window, [new ChannelMeasures { Peak = level, Highest = step, Lowest = -other * step, Rms = step / peakToRms }]);
        }

        clicks.Finish();
    }

    private void Drop(int count, Func<int, double> level, Func<int, double>? step = null)
    {
        var dropouts = new DropoutDetector(Windows.Plan("mono"), _findings);
        var zeros = 0;
        foreach (var (window, index) in Windows.Fine(count * 0.005).Select((window, index) => (window, index)))
        {
            var (now, ended) = (level(index), zeros);
            zeros = now == 0 ? zeros + 1 : 0;
            dropouts.Read(window, [new ChannelMeasures { Peak = now, Highest = step?.Invoke(index) ?? 0, ZerosBegan = zeros == 1, ZerosEnded = zeros == 0 ? ended * 0.005 : 0 }]);
        }

        dropouts.Finish();
    }
}
