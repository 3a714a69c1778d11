using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>Nothing is heard: of the whole track, or for two seconds and more between what is.</summary>
internal sealed class SilenceDetector(SoundFindings findings)
{
    /// <summary>-60 dBFS.</summary>
    private const double Audible = 0.001;

    private const double Shortest = 2;
    private const double ShortestTrack = 0.5;

    private double? _silentSince;
    private double _first = double.NaN;
    private double _last;
    private bool _heard;

    public void Read(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        _first = double.IsNaN(_first) ? window.From : _first;
        _last = window.To;
        var loudest = 0.0;
        foreach (var channel in channels)
        {
            loudest = Math.Max(loudest, channel.Sound);
        }

        if (loudest < Audible)
        {
            _silentSince ??= window.From;
            return;
        }

        if (_heard && _silentSince is { } since && window.From - since >= Shortest)
        {
            findings.Add(
                Severity.Info, "audio.silence", since, window.From, "Listen there: a pause may be meant, or sound may be missing.",
                ("seconds", Decibels.Text(window.From - since)), ("below", "-60 dBFS"));
        }

        (_silentSince, _heard) = (null, true);
    }

    public void Finish()
    {
        if (!_heard && _last - _first >= ShortestTrack)
        {
            findings.Add(
                Severity.Warning, "audio.silence", _first, _last, "Deliver the track with its sound, or leave the track out.",
                ("seconds", Decibels.Text(_last - _first)), ("below", "-60 dBFS"), ("whole", "true"));
        }
    }
}
