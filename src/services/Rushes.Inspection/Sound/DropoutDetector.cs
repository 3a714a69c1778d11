using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>
/// Short runs of exact zeros inside sound: 5 ms to 2 s, at full level until they begin and from where they end, with more sound than
/// zeros on both sides. Pauses fade, and beeps are shorter than what lies between them.
/// </summary>
internal sealed class DropoutDetector(ChannelPlan plan, SoundFindings findings)
{
    /// <summary>Seconds.</summary>
    private const double Longest = 2;

    /// <summary>Seconds within which channels have the same dropout.</summary>
    private const double Same = 0.02;

    /// <summary>Seconds after the last one of those that are judged together.</summary>
    private const double Together = 2;

    /// <summary>So many close together are the way of the material.</summary>
    private const int MostTogether = 20;

    private readonly ChannelDropouts[] _channels = [.. plan.Names.Select(_ => new ChannelDropouts(Longest))];
    private readonly List<(double From, double To, List<string> Channels)> _group = [];
    private bool _tooMany;
    private double _last;

    public void Read(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        for (var channel = 0; channel < channels.Length; channel++)
        {
            if (_channels[channel].Read(window, channels[channel]) is var (from, to))
            {
                Add(from, to, plan.Names[channel]);
            }
        }

        if ((_group.Count > 0 || _tooMany) && window.From - _last > Together + Longest)
        {
            End();
        }
    }

    /// <summary>Of one at the very end too little follows to tell.</summary>
    public void Finish() => End();

    private void Add(double from, double to, string channel)
    {
        _last = Math.Max(_last, to);
        var known = _group.FindIndex(other => Math.Abs(other.From - from) < Same && Math.Abs(other.To - to) < Same);
        if (known >= 0)
        {
            _group[known].Channels.Add(channel);
        }
        else if (_group.Count < MostTogether)
        {
            _group.Add((from, to, [channel]));
        }
        else
        {
            _tooMany = true;
        }
    }

    private void End()
    {
        if (!_tooMany)
        {
            foreach (var (from, to, channels) in _group)
            {
                findings.Add(
                    Severity.Warning, "audio.dropout", from, to, "Copy or record the sound again: it is cut out there.",
                    ("milliseconds", Decibels.Count((to - from) * 1000)), ("channels", string.Join(' ', channels)));
            }
        }

        _group.Clear();
        _tooMany = false;
    }
}
