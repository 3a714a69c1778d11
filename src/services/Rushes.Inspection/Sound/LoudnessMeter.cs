using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>EBU R 128 of the track: its numbers, its course, and whether it lies where any delivery would have it.</summary>
internal sealed class LoudnessMeter(SoundFindings findings)
{
    /// <summary>LUFS, of silence.</summary>
    private const double Silence = -70;

    /// <summary>LUFS: from film for theatres to the loudest of streaming.</summary>
    private const double Quietest = -31;

    /// <inheritdoc cref="Quietest"/>
    private const double Loudest = -14;

    /// <summary>LUFS: louder than that is no mix for picture.</summary>
    private const double FarTooLoud = -9;

    /// <summary>dBTP, of EBU R 128.</summary>
    private const double HighestPeak = -1;

    /// <summary>Seconds: the loudness of less says nothing of a programme.</summary>
    private const double ShortestTrack = 10;

    private double _integrated = Silence;
    private double _range;
    private double _peak = Decibels.Floor;
    private double _peakFrom;
    private double _peakTo;

    public LoudnessSeries Series { get; } = new();

    public void Read(double momentary, double shortTerm, double integrated, double range)
    {
        _integrated = double.IsFinite(integrated) ? Math.Max(Silence, integrated) : _integrated;
        _range = double.IsFinite(range) ? range : _range;
        Series.Add(AtLeastSilence(momentary), AtLeastSilence(shortTerm));
    }

    public void ReadPeak(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        foreach (var channel in channels)
        {
            if (Decibels.Of(channel.Peak) > _peak)
            {
                (_peak, _peakFrom, _peakTo) = (Decibels.Of(channel.Peak), window.From, window.To);
            }
        }
    }

    public void Describe(SoundReport report)
    {
        (report.IntegratedLoudness, report.LoudnessRange, report.TruePeak) = (_integrated, _range, _peak);
        report.Series = Series.ToContract();
    }

    /// <param name="track">All of it.</param>
    public void Finish(SoundWindow track)
    {
        if (track.Length >= ShortestTrack && _integrated > Silence && _integrated is < Quietest or > Loudest)
        {
            findings.Add(
                _integrated > FarTooLoud ? Severity.Warning : Severity.Info, "audio.loudness", track.From, track.To,
                "Set the loudness to what the delivery asks for: -23 LUFS in European broadcast, -24 in American, -27 of dialogue or -14 to -24 in streaming.",
                ("integrated", $"{Decibels.Text(_integrated)} LUFS"), ("range", $"{Decibels.Text(_range)} LU"));
        }

        if (_peak > HighestPeak)
        {
            findings.Add(
                Severity.Info, "audio.true_peak", _peakFrom, _peakTo, "Lower the gain or limit true peaks: lossy codecs and converters clip what comes so near to full scale.",
                ("peak", $"{Decibels.Text(_peak)} dBTP"));
        }
    }

    private static double AtLeastSilence(double loudness) => double.IsFinite(loudness) ? Math.Max(Silence, loudness) : Silence;
}
