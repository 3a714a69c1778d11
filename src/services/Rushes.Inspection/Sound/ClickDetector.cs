using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>
/// Impulses of a sample or two, by the second difference. Of one sample it is 1, -2, 1: where a window is nearly that alone, and none near is nearly as strong, it is a
/// click whatever sounds around it. An edge, 1, -1, has no side that is so much stronger than the other, and what knocks or ticks is wider. What is less alone must stand
/// far above everything for 30 ms on both sides and above all for 200 ms, with the same level after as before: a drum rings on, a sibilant lasts, voices and square waves
/// repeat, and what begins or ends changes the level.
/// </summary>
internal sealed class ClickDetector(ChannelPlan plan, SoundFindings findings)
{
    /// <summary>Windows of 5 ms on each side.</summary>
    private const int Reach = 40;

    private const int Length = (2 * Reach) + 1;

    /// <summary>Windows on each side that are 5 to 30 ms away.</summary>
    private const int Near = 6;

    private const double Least = 0.03;
    private const double AboveNear = 4;
    private const double AboveFar = 1.7;
    private const double OneAboveNear = 1.5;

    /// <summary>Of one sample in loud sound: quieter ones are not heard there, and edges of steep sound look like them.</summary>
    private const double LeastOfOne = 0.1;

    /// <summary>Of the purity of one sample in silence. An edge that is also a corner comes to it too, with sides that are more alike.</summary>
    private const double Alone = 0.9;

    /// <summary>More than one sample in silence has only what is cut in two by a window's end.</summary>
    private const double Whole = 1.005;

    /// <summary>One side of the second difference to the other; of one sample it is 2.</summary>
    private const double OneSided = 1.5;

    private const double Thin = 0.5;

    /// <summary>Levels before and after that are alike.</summary>
    private const double Alike = 3;

    /// <summary>-46 dBFS.</summary>
    private const double Quiet = 0.005;

    /// <summary>Seconds between what is told of as one.</summary>
    private const double Together = 5;

    /// <summary>Seconds within which channels have the same click.</summary>
    private const double Same = 0.011;

    private readonly (double Level, double Step, bool IsThin, bool IsOneSample, bool Zeros)[,] _windows = new (double, double, bool, bool, bool)[plan.Names.Count, Length];

    /// <summary>Peak to RMS of the second difference of one sample, in a window of silence: of amplitude 2, and energy 6.</summary>
    private readonly double _pure = Math.Sqrt(4.0 / 6 * SoundRates.Samples(plan.SampleRate, SoundRates.FineWindows));
    private readonly SoundWindow[] _times = new SoundWindow[Length];
    private readonly bool[] _channels = new bool[plan.Names.Count];
    private long _count;
    private double _from;
    private double _last = double.NegativeInfinity;
    private int _hits;
    private double _strongest;

    public void Read(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        var at = (int)(_count % Length);
        _times[at] = window;
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var measures = channels[channel];
            var purity = measures.Rms > 0 ? measures.Step / (_pure * measures.Rms) : 0;
            var isOneSample = purity is > Alone and < Whole && measures.Step > OneSided * Math.Min(measures.Highest, -measures.Lowest);
            _windows[channel, at] = (measures.Peak, measures.Step, purity > Thin, isOneSample, measures.ZerosBegan || measures.ZerosEnded > 0);
        }

        _count++;
        if (_count > Reach)
        {
            Judge();
        }
    }

    public void Finish()
    {
        Span<ChannelMeasures> nothing = new ChannelMeasures[plan.Names.Count];
        for (var window = 0; window < Reach && _count > 0; window++)
        {
            Read(_times[(int)((_count - 1) % Length)], nothing);
        }

        End();
    }

    private void Judge()
    {
        for (var channel = 0; channel < plan.Names.Count; channel++)
        {
            if (IsClick(channel))
            {
                Hit(channel, _times[At(0)], _windows[channel, At(0)].Step);
            }
        }
    }

    private bool IsClick(int channel)
    {
        var step = Step(channel, 0);
        if (step < Least || step < Step(channel, -1) || step <= Step(channel, 1))
        {
            return false;
        }

        var near = Highest(channel, 2, Near);
        return (_windows[channel, At(0)].IsOneSample && step >= LeastOfOne && step >= OneAboveNear * near)
            || (_windows[channel, At(0)].IsThin && step >= AboveNear * near && step >= AboveFar * Highest(channel, Near, Reach) && IsInEvenSound(channel));
    }

    private bool IsInEvenSound(int channel)
    {
        var (before, after) = (Level(channel, -8, -2), Level(channel, 2, 8));
        return Math.Max(before, after) <= (Alike * Math.Min(before, after)) + Quiet
            && !(Math.Max(before, after) > Quiet && HasZeros(channel));
    }

    private double Highest(int channel, int from, int to)
    {
        var highest = 0.0;
        for (var distance = from; distance <= to; distance++)
        {
            highest = Math.Max(highest, Math.Max(Step(channel, -distance), Step(channel, distance)));
        }

        return highest;
    }

    private double Level(int channel, int from, int to)
    {
        var level = 0.0;
        for (var distance = from; distance <= to; distance++)
        {
            level = Math.Max(level, _windows[channel, At(distance)].Level);
        }

        return level;
    }

    // Sound that is cut off, or comes back from nothing, steps as well: that is a dropout or an edit.
    private bool HasZeros(int channel)
    {
        for (var distance = -3; distance <= 3; distance++)
        {
            if (_windows[channel, At(distance)].Zeros)
            {
                return true;
            }
        }

        return false;
    }

    private double Step(int channel, int distance) => _windows[channel, At(distance)].Step;

    // The middle of what is kept; before the first window there is nothing.
    private int At(int distance) => (int)((_count - 1 - Reach + distance + Length) % Length);

    private void Hit(int channel, SoundWindow window, double step)
    {
        if (_hits > 0 && window.From - _last > Together)
        {
            End();
        }

        _from = _hits == 0 ? window.From : _from;
        _hits += window.From - _last > Same ? 1 : 0;
        _last = window.From;
        _channels[channel] = true;
        _strongest = Math.Max(_strongest, step);
    }

    private void End()
    {
        if (_hits > 0)
        {
            findings.Add(
                Severity.Warning, "audio.clicks", _from, _last + 0.005, "Repair the clicks in the mix, or copy the sound again if the master has none there.",
                ("hits", Decibels.Count(_hits)), ("channels", string.Join(' ', plan.Names.Where((_, channel) => _channels[channel]))),
                ("strongest", $"{Decibels.Text(Decibels.Of(_strongest / 2))} dBFS"));
        }

        (_hits, _strongest) = (0, 0);
        Array.Clear(_channels);
    }
}
