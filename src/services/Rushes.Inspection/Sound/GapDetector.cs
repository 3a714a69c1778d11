using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>Times that do not go on where the samples before them end, by more than 40 ms.</summary>
internal sealed class GapDetector(ChannelPlan plan, SoundFindings findings)
{
    private const double Longest = 0.04;

    private long? _next;

    /// <param name="time">Of the first sample, in samples of the source's clock.</param>
    /// <param name="samples">That follow it.</param>
    public void Read(long time, long samples)
    {
        if (_next is { } next && Math.Abs(time - next) > Longest * plan.SampleRate)
        {
            var (gone, rate) = (time - next, (double)plan.SampleRate);
            findings.Add(
                Severity.Warning, "audio.gap", Math.Min(time, next) / rate, Math.Max(time, next) / rate,
                gone > 0 ? "Fill the gap with silence before the sound is joined again, or it runs ahead of the picture from there on."
                    : "Rewrap the source: its sound goes back in time there.",
                ("seconds", (gone / rate).ToString("0.000", CultureInfo.InvariantCulture)));
        }

        _next = time + samples;
    }
}
