namespace Rushes.Inspection.Sound;

/// <summary>The dropouts of one channel, told as soon as enough sound has followed.</summary>
/// <param name="longest">Seconds.</param>
internal sealed class ChannelDropouts(double longest)
{
    /// <summary>Windows of 5 ms by which a run of zeros may have begun before it was noticed, and one that may be partly zeros.</summary>
    private const int Late = 3;

    /// <summary>Windows next to the zeros.</summary>
    private const int Near = 2;

    /// <summary>Windows near by that the sound next to the zeros is held against.</summary>
    private const int Far = 20;

    private const int Kept = Late + Near + Far;

    /// <summary>Windows of sound that must follow.</summary>
    private const int LeastAfter = Near + Far;

    /// <summary>Seconds of sound that must precede.</summary>
    private const double LeastBefore = 0.1;

    /// <summary>-50 dBFS.</summary>
    private const double Audible = 0.003;

    /// <summary>-12 dB: what fades is less than that of its own level when it ends.</summary>
    private const double Abrupt = 0.25;

    /// <summary>15 dB.</summary>
    private const double Alike = 6;

    private readonly double[] _levels = new double[Kept];
    private long _count;
    private double _soundSince = double.NaN;
    private bool _inZeros;
    private Edge? _before;
    private Candidate? _candidate;

    private sealed record Edge(double Near, double Far, double SoundLength);

    private sealed record Candidate(Edge Before, double From, double To)
    {
        public List<double> After { get; } = new(LeastAfter);
    }

    public (double From, double To)? Read(SoundWindow window, ChannelMeasures channel)
    {
        _soundSince = double.IsNaN(_soundSince) ? window.From : _soundSince;
        (double From, double To)? found = null;
        if (_candidate is { } candidate && !channel.ZerosBegan)
        {
            candidate.After.Add(channel.Extreme);
            if (candidate.After.Count == LeastAfter)
            {
                found = Judge(candidate);
                _candidate = null;
            }
        }

        // Both in one window: short zeros that are noticed where they end, unless others were going on.
        if (channel.ZerosBegan && !_inZeros)
        {
            Begin(window);
        }

        if (channel.ZerosEnded > 0)
        {
            var wasInZeros = _inZeros;
            End(window, channel.ZerosEnded);
            _inZeros = channel.ZerosBegan && wasInZeros;
            if (_inZeros)
            {
                Begin(window);
            }
        }
        else
        {
            _inZeros |= channel.ZerosBegan;
        }

        _levels[_count++ % Kept] = channel.Extreme;
        return found;
    }

    private void Begin(SoundWindow window)
    {
        // The level of the window itself is not among those kept yet.
        _before = _count < Kept - 1 ? null : new Edge(Mean(Late, Near), Mean(Late + Near, Far - 1), window.From - _soundSince);
        _candidate = null;
    }

    private void End(SoundWindow window, double seconds)
    {
        // It has ended within this window.
        var to = window.From + (window.Length / 2);
        _candidate = _before is { } before && seconds <= longest && before.SoundLength >= Math.Max(LeastBefore, seconds)
            ? new Candidate(before, to - seconds, to)
            : null;
        _before = null;
        _soundSince = window.To;
    }

    private static (double From, double To)? Judge(Candidate candidate)
    {
        var (near, far) = (candidate.After.Take(Near).Average(), candidate.After.Skip(Near).Average());
        var before = candidate.Before;
        var (quieter, louder) = (Math.Min(near, before.Near), Math.Max(near, before.Near));
        return quieter >= Audible && louder <= Alike * quieter && near >= Abrupt * far && before.Near >= Abrupt * before.Far
            ? (candidate.From, candidate.To)
            : null;
    }

    private double Mean(int ago, int windows) =>
        Enumerable.Range(ago, windows).Average(distance => _levels[(int)((_count - distance + Kept) % Kept)]);
}
