using System.Globalization;
using Rushes.Contracts;
using Rushes.Inspection.Workflow;
using Rushes.Testing;

namespace Rushes.Inspection.Tests.Listen;

/// <summary>Real sound that is too loud or too quiet for any delivery, and peaks between samples, by FFmpeg's meters.</summary>
public sealed class LoudnessTests
{
    [Theory]
    [InlineData(-40, Severity.Info)]
    [InlineData(-23, null)]
    [InlineData(-12, Severity.Info)]
    [InlineData(-7, Severity.Warning)]
    public async Task Hear_ToneOfAGivenLoudness_IsToldWhereNoDeliveryHasIt(int loudness, Severity? severity)
    {
        // EBU Tech 3341: a tone of 1 kHz in both channels has the loudness of its peak in dBFS.
        var amplitude = Math.Pow(10, loudness / 20.0).ToString("0.00000", CultureInfo.InvariantCulture);

        var heard = await HearAsync($"-f lavfi -i aevalsrc={amplitude}*sin(2*PI*1000*t)|{amplitude}*sin(2*PI*1000*t+0.5):s=48000:d=12:c=stereo -c:a pcm_s24le");

        Assert.Equal(loudness, heard.Report.IntegratedLoudness, 0.2);
        Assert.Equal(severity is { } told ? [("audio.loudness", told)] : [], heard.Findings.Select(found => (found.Finding.Code, found.Finding.Severity)));
    }

    // It comes and goes slowly, else its ends are peaks. A quarter of the rate, off its crests by an eighth of a turn: samples reach 0.707 of what lies between them.
    [Theory]
    [InlineData(1.2, 1.6)]
    [InlineData(0.8, -1.9)]
    public async Task Hear_CrestsBetweenSamples_CountAsPeaks(double amplitude, double peak)
    {
        var tone = string.Create(CultureInfo.InvariantCulture, $"{amplitude}*sin(PI*n/2+PI/4)");

        var heard = await HearAsync($"-f lavfi -i aevalsrc={tone}|{tone.Replace("PI/4", "PI/4+PI/2", StringComparison.Ordinal)}:s=48000:d=3:c=stereo -af afade=d=0.5,afade=out:st=2.5:d=0.5 -c:a pcm_s24le");

        Assert.Equal(peak, heard.Report.TruePeak, 0.1);
        Assert.Equal(peak > -1 ? ["audio.true_peak"] : [], heard.Findings.Select(found => found.Finding.Code));
        Assert.InRange(heard.Report.Channels[0].Peak, -6, -0.5);
    }

    private static async Task<SoundHeard> HearAsync(string arguments)
    {
        using var folder = new TemporaryFolder();
        var path = await TestMedia.MakeAsync(folder["tone.wav"], arguments, TestContext.Current.CancellationToken);
        return await Listening.HearAsync(path, Assert.Single(await Listening.TracksAsync(path)));
    }
}
