using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>
/// A wave whose middle is not zero, for six seconds and more or all through a shorter track. Deep sounds have no middle over a short time,
/// so it is taken over three seconds, without what reaches full scale: sound that is cut off at one side has its middle moved.
/// </summary>
internal sealed class OffsetDetector(ChannelPlan plan, SoundFindings findings)
{
    private const double Least = 0.005;
    private const double Block = 3;
    private const int FewestBlocks = 2;
    private const double ShortestTrack = 0.5;

    /// <summary>What must be left without full scale.</summary>
    private const double LeastShare = 0.2;

    private readonly (double Offset, double Length)[] _sums = new (double, double)[plan.Names.Count];
    private readonly Run[] _runs = new Run[plan.Names.Count];
    private double _from = double.NaN;
    private double _first = double.NaN;
    private double _to;
    private double _length;

    private record struct Run(int Blocks, int Sign, double From, double To, double Sum);

    public void Read(SoundWindow window, ReadOnlySpan<ChannelMeasures> channels)
    {
        (_first, _from) = (double.IsNaN(_first) ? window.From : _first, double.IsNaN(_from) ? window.From : _from);
        _to = window.To;
        _length += window.Length;
        for (var channel = 0; channel < channels.Length; channel++)
        {
            if (channels[channel].Peak < ClippingDetector.FullScale)
            {
                _sums[channel].Offset += channels[channel].Offset * window.Length;
                _sums[channel].Length += window.Length;
            }
        }

        if (_length >= Block)
        {
            EndBlock();
        }
    }

    public void Finish()
    {
        var whole = _to - _first < FewestBlocks * Block;
        if (_length >= ShortestTrack)
        {
            EndBlock();
        }

        for (var channel = 0; channel < _runs.Length; channel++)
        {
            End(channel, whole && _runs[channel].From == _first && _to - _runs[channel].To < ShortestTrack ? 1 : FewestBlocks);
        }
    }

    private void EndBlock()
    {
        for (var channel = 0; channel < _sums.Length; channel++)
        {
            var (offset, length) = _sums[channel];
            var mean = length >= LeastShare * _length ? offset / length : 0;
            var sign = Math.Abs(mean) >= Least ? Math.Sign(mean) : 0;
            ref var run = ref _runs[channel];
            if (sign != run.Sign)
            {
                End(channel, FewestBlocks);
                run = new Run(0, sign, _from, _to, 0);
            }

            run = run with { Blocks = run.Blocks + 1, To = _to, Sum = run.Sum + mean };
        }

        Array.Clear(_sums);
        (_from, _length) = (double.NaN, 0);
    }

    private void End(int channel, int fewest)
    {
        var run = _runs[channel];
        if (run.Sign != 0 && run.Blocks >= fewest)
        {
            var mean = run.Sum / run.Blocks;
            findings.Add(
                Severity.Warning, "audio.dc_offset", run.From, run.To, "Take the offset out with a high-pass filter below 20 Hz before the next mix.",
                ("channels", plan.Names[channel]), ("offset", mean.ToString("0.0000", CultureInfo.InvariantCulture)));
        }

        _runs[channel] = default;
    }
}
