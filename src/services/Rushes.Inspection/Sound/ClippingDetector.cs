using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>
/// Tops cut flat at full scale, several times. A square wave is flat as well, but nearly all of its samples are tops; of a wave that was too
/// large, most are on the way.
/// </summary>
internal sealed class ClippingDetector(ChannelPlan plan, SoundFindings findings)
{
    /// <summary>Nearly: what was resampled or coded since is not quite there.</summary>
    internal const double FullScale = 0.985;

    /// <summary>Samples: at full scale a tone has two or three alike at its top.</summary>
    private const double LongestTop = 3.5;

    /// <inheritdoc cref="LongestTop"/>
    private const double LongestTopOfFewSamples = 2.5;

    /// <summary>Hz: of fewer samples a second fewer are alike.</summary>
    private const int FewSamples = 32_000;

    private const double FewestTops = 6;
    private const double LargestShare = 0.9;
    private const int FewestWindows = 3;

    /// <summary>Seconds between what is told of as one.</summary>
    private const double Together = 2;

    private readonly bool[] _channels = new bool[plan.Names.Count];
    private double _from;
    private double _to;
    private int _windows;
    private double _samples;

    public void Read(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        var clipped = false;
        for (var channel = 0; channel < channels.Length; channel++)
        {
            if (!IsClipped(window, channels[channel]))
            {
                continue;
            }

            if (!clipped && _windows > 0 && window.From - _to > Together)
            {
                End();
            }

            _from = _windows == 0 && !clipped ? window.From : _from;
            clipped = _channels[channel] = true;
            _samples += channels[channel].PeakCount;
        }

        if (clipped)
        {
            _to = window.To;
            _windows++;
        }
    }

    public void Finish() => End();

    private bool IsClipped(SoundWindow window, ChannelMeasures channel) =>
        channel.Peak >= FullScale && channel.FlatRun >= (plan.SampleRate < FewSamples ? LongestTopOfFewSamples : LongestTop)
        && channel.PeakCount >= FewestTops && channel.PeakCount <= LargestShare * window.Length * plan.SampleRate;

    private void End()
    {
        if (_windows >= FewestWindows)
        {
            findings.Add(
                Severity.Warning, "audio.clipping", _from, _to, "Mix again with less gain, or from before the stage that clipped; what was cut off cannot be brought back.",
                ("channels", string.Join(' ', plan.Names.Where((_, channel) => _channels[channel]))),
                ("windows", _windows.ToString(CultureInfo.InvariantCulture)), ("samples", _samples.ToString("0", CultureInfo.InvariantCulture)));
        }

        (_windows, _samples) = (0, 0);
        Array.Clear(_channels);
    }
}
