using Rushes.Contracts;
using Rushes.Inspection.Sound;

namespace Rushes.Inspection.Tests.Sound;

/// <summary>Where loudness and true peaks begin to be told of.</summary>
public sealed class LoudnessMeterTests
{
    private readonly SoundFindings _findings = new();

    [Theory]
    [InlineData(-70, null)] // silence has a finding of its own
    [InlineData(-69.9, Severity.Info)]
    [InlineData(-31.1, Severity.Info)]
    [InlineData(-31, null)]
    [InlineData(-23, null)]
    [InlineData(-14, null)]
    [InlineData(-13.9, Severity.Info)]
    [InlineData(-9, Severity.Info)]
    [InlineData(-8.9, Severity.Warning)]
    public void Finish_Loudness_IsToldOutsideOfWhatAnyoneDelivers(double integrated, Severity? severity)
    {
        Measure(integrated, peak: 0.5, seconds: 12);

        Assert.Equal(severity is { } told ? [("audio.loudness", told, 0, 12)] : [], Told());
    }

    [Theory]
    [InlineData(9.9, 0)]
    [InlineData(10, 1)]
    public void Finish_ShortTrack_SaysNothingOfAProgramme(double seconds, int found)
    {
        Measure(-5, peak: 0.5, seconds);

        Assert.Equal(found, _findings.InOrder.Count);
    }

    [Theory]
    [InlineData(0.89, false)] // -1.01 dBTP
    [InlineData(0.892, true)] // -0.99
    [InlineData(1.2, true)]
    public void Finish_TruePeak_IsToldWhereItIs(double peak, bool found)
    {
        Measure(-20, peak, seconds: 3);

        Assert.Equal(found ? [("audio.true_peak", Severity.Info, 1, 1.1)] : [], Told());
    }

    // The peak is in the second window of three, in the second channel.
    private void Measure(double integrated, double peak, double seconds)
    {
        var meter = new LoudnessMeter(_findings);
        meter.Read(integrated, integrated, integrated, 5);
        meter.ReadPeak(new SoundWindow(0, 0.1), [Peak(0.1), Peak(0.1)]);
        meter.ReadPeak(new SoundWindow(1, 1.1), [Peak(0.1), Peak(peak)]);
        meter.ReadPeak(new SoundWindow(2, 2.1), [Peak(peak), Peak(0.1)]);
        meter.Finish(new SoundWindow(0, seconds));
    }

    private static ChannelMeasures Peak(double peak) => new() { Peak = peak };

    private IEnumerable<(string Code, Severity Severity, double From, double To)> Told() =>
        _findings.InOrder.Select(found => (found.Finding.Code, found.Finding.Severity, found.From, found.To));
}
