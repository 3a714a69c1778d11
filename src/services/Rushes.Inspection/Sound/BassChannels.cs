using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>
/// Whether the low-frequency channel is where the layout says: it alone has next to nothing above 400 Hz. Where it has, and another channel has
/// not, the two orders of film and SMPTE are mixed up.
/// </summary>
internal sealed class BassChannels(ChannelPlan plan, SoundFindings findings)
{
    /// <summary>-50 dBFS, over all.</summary>
    private const double Sounding = 0.003;

    /// <summary>-20 dB: what is so far below the loudest channel is crosstalk and noise.</summary>
    private const double BesideLoudest = 0.1;

    /// <summary>-70 dBFS, over all: there may not be much that is deep.</summary>
    private const double SomeBass = 0.0003;

    /// <summary>Of the energy: more is no bass.</summary>
    private const double LeastTreble = 0.01;

    /// <summary>Of the energy: less is bass.</summary>
    private const double MostTrebleOfBass = 0.002;

    private const double ShortestTrack = 1;

    private readonly double[] _all = new double[plan.Names.Count];
    private readonly double[] _treble = new double[plan.Names.Count];
    private double _first = double.NaN;
    private double _last;
    private double _length;

    /// <summary>The channel that holds the low frequencies in place of LFE, once that is known.</summary>
    public int? Swapped { get; private set; }

    public void Read(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        _first = double.IsNaN(_first) ? window.From : _first;
        _last = window.To;
        _length += window.Length;
        Add(_all, window, channels);
    }

    /// <summary>The same channels above 400 Hz.</summary>
    public void ReadTreble(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels) => Add(_treble, window, channels);

    public void Finish()
    {
        var lfe = plan.LfeIndex;
        if (lfe < 0 || _length < ShortestTrack || !Sounds(lfe) || Share(lfe) < LeastTreble)
        {
            return;
        }

        var bass = Enumerable.Range(0, _all.Length).Where(channel => channel != lfe && _all[channel] > SomeBass * SomeBass * _length && Share(channel) < MostTrebleOfBass).ToArray();
        var treble = Share(lfe).ToString("0.000", CultureInfo.InvariantCulture);
        if (bass is [var other])
        {
            Swapped = other;
            findings.Add(
                Severity.Warning, "audio.swapped_channels", _first, _last,
                $"Put the channels in the order of the layout ({string.Join(' ', plan.Names)}): they seem to be in another, as film's L C R Ls Rs LFE.",
                ("lowFrequencies", plan.Names[other]), ("trebleOfLfe", treble));
            return;
        }

        findings.Add(
            Severity.Warning, "audio.lfe", _first, _last, "Look whether a main channel lies where low frequencies belong; most players leave that channel out.",
            ("trebleOfLfe", treble));
    }

    private void Add(double[] energies, SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var sound = energies == _all ? channels[channel].Sound : channels[channel].Rms;
            energies[channel] += sound * sound * window.Length;
        }
    }

    private bool Sounds(int channel) => _all[channel] > Math.Max(Sounding * Sounding * _length, BesideLoudest * BesideLoudest * _all.Max());

    private double Share(int channel) => _treble[channel] / _all[channel];
}
