using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>
/// A left and a right channel against each other, by the energies of half their sum and of half their difference. Likeness is 1 where both are the
/// same, 0 where they have nothing in common, -1 where one is the other upside down.
/// </summary>
internal sealed class PairDetector(ChannelPlan plan, int pair, SoundFindings findings)
{
    private const double Block = 2;
    private const double LongestBlocks = 10;
    private const double ShortestTrack = 1;

    /// <summary>Wide effects and ambience come down to about -0.3 for a while.</summary>
    private const double Inverted = -0.5;

    /// <summary>-60 dBFS.</summary>
    private const double Sounding = 0.001;

    /// <summary>-45 dB: what lossy codecs leave between channels that were the same.</summary>
    private const double SameShare = 0.0000316;

    private (double Sum, double Difference) _block;
    private (double Sum, double Difference) _run;
    private double _length;
    private double _soundLength;
    private double _runLength;
    private double _from = double.NaN;
    private double _runFrom;
    private double _runTo;
    private double _first = double.NaN;
    private double _last;
    private double _sounding;
    private double _different;

    public string Names => $"{plan.Names[plan.Pairs[pair].Left]} {plan.Names[plan.Pairs[pair].Right]}";

    /// <param name="window">Where it lies.</param>
    /// <param name="sum">RMS of half the sum of both.</param>
    /// <param name="difference">RMS of half the difference of both.</param>
    public void Read(SoundWindow window, double sum, double difference)
    {
        (_first, _from) = (double.IsNaN(_first) ? window.From : _first, double.IsNaN(_from) ? window.From : _from);
        _last = window.To;
        _length += window.Length;
        var (mid, side) = (sum * sum, difference * difference);
        if (mid + side > Sounding * Sounding)
        {
            _sounding += window.Length;
            _soundLength += window.Length;
            _different += side > SameShare * mid ? window.Length : 0;
            _block = (_block.Sum + mid, _block.Difference + side);
        }

        if (_length >= Block)
        {
            EndBlock();
        }
    }

    public void Finish()
    {
        if (_length > 0)
        {
            EndBlock();
        }

        EndRun();
        if (plan.Names.Count == 2 && _sounding >= ShortestTrack && _different <= 0.01 * _sounding)
        {
            findings.Add(
                Severity.Info, "audio.dual_mono", _first, _last, "Encode it as one channel, or ask for the stereo mix.",
                ("channels", Names), ("differenceBelow", "-45 dB"));
        }
    }

    private void EndBlock()
    {
        var likeness = Likeness(_block);

        // Where nothing sounds nothing is told either way.
        if (_soundLength > 0 && likeness <= Inverted)
        {
            _runFrom = _runLength == 0 ? _from : _runFrom;
            _runTo = _last;
            _runLength += _soundLength;
            _run = (_run.Sum + _block.Sum, _run.Difference + _block.Difference);
        }
        else if (_soundLength > 0)
        {
            EndRun();
        }

        (_from, _length, _soundLength, _block) = (double.NaN, 0, 0, default);
    }

    private void EndRun()
    {
        if (_runLength >= Math.Max(ShortestTrack, Math.Min(LongestBlocks, 0.8 * _sounding)))
        {
            findings.Add(
                Severity.Warning, "audio.inverted", _runFrom, _runTo, "Turn one of the two channels upside down; played on one loudspeaker they cancel out.",
                ("channels", Names), ("likeness", Likeness(_run).ToString("0.00", CultureInfo.InvariantCulture)));
        }

        (_runLength, _run) = (0, default);
    }

    private static double Likeness((double Sum, double Difference) energy) => energy.Sum + energy.Difference > 0
        ? (energy.Sum - energy.Difference) / (energy.Sum + energy.Difference)
        : 0;
}
