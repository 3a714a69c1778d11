using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>
/// Channels that have no sound while others have: all through, or, of left and right in front, for ten seconds and more. Surround channels
/// may well be silent for a scene; a low-frequency channel may be for a whole film.
/// </summary>
internal sealed class SilentChannelDetector(ChannelPlan plan, SoundFindings findings)
{
    /// <summary>-70 dBFS: less than what dither and lossy codecs leave.</summary>
    private const double Nothing = 0.0003;

    /// <summary>-50 dBFS.</summary>
    private const double Sounding = 0.003;

    private const double LeastSound = 1;
    private const double LongestPause = 10;
    private const string Remedy = "Look for a lost channel where the sound was mixed or wrapped.";

    private readonly bool[] _heard = new bool[plan.Names.Count];
    private readonly (int Left, int Right)? _front = plan.Pairs.Count > 0 && plan.Names[plan.Pairs[0].Left] == "FL" ? plan.Pairs[0] : null;
    private double _sounding;
    private double _first = double.NaN;
    private double _last;
    private int _silentSide = -1;
    private double _since;
    private double _until;
    private double _beside;

    public void Read(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        _first = double.IsNaN(_first) ? window.From : _first;
        _last = window.To;
        var loudest = 0.0;
        for (var channel = 0; channel < channels.Length; channel++)
        {
            loudest = Math.Max(loudest, channels[channel].Sound);
            _heard[channel] |= channels[channel].Sound > Nothing;
        }

        _sounding += loudest > Sounding ? window.Length : 0;
        if (_front is var (left, right))
        {
            Compare(window, channels[left].Sound, channels[right].Sound, left, right);
        }
    }

    public void Finish()
    {
        EndPause();
        if (_sounding < LeastSound)
        {
            return;
        }

        var silent = Enumerable.Range(0, _heard.Length).Where(channel => !_heard[channel] && channel != plan.LfeIndex).ToArray();
        if (silent.Length > 0)
        {
            findings.Add(
                silent.All(plan.IsSurround) ? Severity.Info : Severity.Warning, "audio.silent_channel", _first, _last, Remedy,
                ("channels", string.Join(' ', silent.Select(channel => plan.Names[channel]))), ("below", "-70 dBFS"));
        }
    }

    private void Compare(SoundWindow window, double left, double right, int leftIndex, int rightIndex)
    {
        var silent = left <= Nothing && right > Nothing ? leftIndex : right <= Nothing && left > Nothing ? rightIndex : -1;
        if (silent < 0 && left <= Nothing && right <= Nothing)
        {
            return;
        }

        if (silent != _silentSide)
        {
            EndPause();
            (_silentSide, _since, _beside) = (silent, window.From, 0);
        }

        _until = window.To;
        _beside += Math.Max(left, right) > Sounding ? window.Length : 0;
    }

    // One that is never heard is told of once, at the end.
    private void EndPause()
    {
        if (_silentSide >= 0 && _heard[_silentSide] && _beside >= LongestPause)
        {
            findings.Add(
                Severity.Warning, "audio.silent_channel", _since, _until, Remedy,
                ("channels", plan.Names[_silentSide]), ("below", "-70 dBFS"), ("soundBeside", $"{Decibels.Text(_beside)} s"));
        }

        _silentSide = -1;
    }
}
