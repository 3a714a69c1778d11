using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>The level of each channel over the track, where it is not silent, and its highest sample.</summary>
internal sealed class ChannelLevels(ChannelPlan plan)
{
    /// <summary>-60 dBFS.</summary>
    private const double Silent = 0.001;

    private readonly (double Energy, double Length, double Peak)[] _levels = new (double, double, double)[plan.Names.Count];

    public void Read(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        for (var channel = 0; channel < channels.Length; channel++)
        {
            ref var level = ref _levels[channel];
            var (rms, peak) = (channels[channel].Rms, channels[channel].Peak);
            level.Peak = Math.Max(level.Peak, peak);
            if (rms > Silent)
            {
                level.Energy += rms * rms * window.Length;
                level.Length += window.Length;
            }
        }
    }

    public IEnumerable<ChannelReport> ToContract() => plan.Names.Select((name, channel) => new ChannelReport
    {
        Name = name,
        Rms = _levels[channel].Length > 0 ? Decibels.Of(Math.Sqrt(_levels[channel].Energy / _levels[channel].Length)) : Decibels.Floor,
        Peak = Decibels.Of(_levels[channel].Peak),
    });
}
