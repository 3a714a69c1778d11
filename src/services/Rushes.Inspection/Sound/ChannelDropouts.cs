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

    /// <summary>Of an edge's second difference to all in the sound beside it: what fades ends without an edge, wherever it is cut off.</summary>
    private const double Sharp = 2;

    private readonly (double Level, double Step)[] _windows = new (double, double)[Kept];
    private long _count;
    private double _soundSince = double.NaN;
    private bool _inZeros;
    private Edge? _before;
    private double _soundLength;
    private Candidate? _candidate;

    /// <param name="Near">Level of the sound next to the zeros.</param>
    /// <param name="Far">And farther away.</param>
    /// <param name="IsSharp">The sound was cut off there, or comes back at once.</param>
    private readonly record struct Edge(double Near, double Far, bool IsSharp)
    {
        public bool IsAbrupt => IsSharp || Near >= Abrupt * Far;
    }

    /// <param name="Before">Where the zeros begin.</param>
    /// <param name="From">Seconds.</param>
    /// <param name="To">Seconds.</param>
    /// <param name="Step">The second difference where they end.</param>
    private sealed record Candidate(Edge Before, double From, double To, double Step)
    {
        public List<(double Level, double Step)> After { get; } = new(LeastAfter);
    }

    public (double From, double To)? Read(SoundWindow window, ChannelMeasures channel)
    {
        _soundSince = double.IsNaN(_soundSince) ? window.From : _soundSince;
        (double From, double To)? found = null;
        if (_candidate is { } candidate && !channel.ZerosBegan)
        {
            candidate.After.Add((channel.Peak, channel.Step));
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
            End(window, channel);
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

        _windows[_count++ % Kept] = (channel.Peak, channel.Step);
        return found;
    }

    private void Begin(SoundWindow window)
    {
        // The window itself is not among those kept yet.
        _before = _count < Kept - 1 ? null : new Edge(
            Before(Late, Near).Average(one => one.Level), Before(Late + Near, Far - 1).Average(one => one.Level),
            Before(1, Late).Max(one => one.Step) > Sharp * Before(Late + 1, Near + Far - 2).Max(one => one.Step));
        _soundLength = window.From - _soundSince;
        _candidate = null;
    }

    private void End(SoundWindow window, ChannelMeasures channel)
    {
        // It has ended within this window.
        var (to, seconds) = (window.From + (window.Length / 2), channel.ZerosEnded);
        _candidate = _before is { } before && seconds <= longest && _soundLength >= Math.Max(LeastBefore, seconds)
            ? new Candidate(before, to - seconds, to, channel.Step)
            : null;
        _before = null;
        _soundSince = window.To;
    }

    private static (double From, double To)? Judge(Candidate candidate)
    {
        var (before, following) = (candidate.Before, candidate.After);
        var after = new Edge(
            following.Take(Near).Average(one => one.Level), following.Skip(Near).Average(one => one.Level),
            Math.Max(candidate.Step, following[0].Step) > Sharp * following.Skip(1).Max(one => one.Step));
        var (quieter, louder) = (Math.Min(after.Near, before.Near), Math.Max(after.Near, before.Near));
        return quieter >= Audible && (louder <= Alike * quieter || (before.IsSharp && after.IsSharp)) && before.IsAbrupt && after.IsAbrupt
            ? (candidate.From, candidate.To)
            : null;
    }

    private IEnumerable<(double Level, double Step)> Before(int ago, int windows) =>
        Enumerable.Range(ago, windows).Select(distance => _windows[(int)((_count - distance + Kept) % Kept)]);
}
