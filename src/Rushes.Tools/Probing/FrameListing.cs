using System.Numerics;
using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>
/// Takes in the listing of decoded frames. Every frame is kept, and times never fall: a frame without a time follows the one
/// before by its duration, and one that goes back has the highest time so far.
/// FFmpeg's muxing layer does the latter itself, so the same file always gives the same list.
/// </summary>
internal sealed class FrameListing(Action<long>? onProgress)
{
    private const int FramesBetweenReports = 100;

    private readonly List<long> _times = [];
    private readonly List<long> _durations = [];
    private Rational? _timeBase;
    private Rational? _dimensions;
    private Rational? _pixelAspect;
    private int _repeated;

    internal int Count => _times.Count;

    internal void Read(string line)
    {
        if (FrameCrcLine.TryReadPacket(line, out var frame))
            Add(frame);
        else
            ReadHeader(line);
    }

    /// <param name="packets">Of the same film; null: nobody asks where its keys are.</param>
    /// <param name="log">Of the decode.</param>
    internal ScannedFrames ToScannedFrames(PacketListing? packets, ScanLog log)
    {
        var timeBase = _timeBase ?? throw new InvalidDataException("FFmpeg listed frames without a time base.");
        var dimensions = _dimensions ?? throw new InvalidDataException("FFmpeg listed frames without their dimensions.");
        return new(
            timeBase,
            new Resolution { Width = (int)dimensions.Numerator, Height = (int)dimensions.Denominator },
            Reduce(_pixelAspect),
            _times, RisingTimes.Of(_times, _durations), _durations[^1], packets?.KeyTimesIn(timeBase) ?? [])
        {
            RepeatedTimes = _repeated,
            DecodeErrors = log.Errors,
            DecodeErrorCount = log.ErrorCount,
            DamagedTimes = log.DamagedTimes,
            FormatChanges = log.FormatChanges,
        };
    }

    private void Add(FrameCrcLine.Packet frame)
    {
        if (_times.Count == 0)
        {
            _times.Add(frame.Time ?? 0);
        }
        else
        {
            var time = frame.Time ?? _times[^1] + _durations[^1];
            if (time <= _times[^1])
                _repeated++;
            _times.Add(Math.Max(time, _times[^1]));
        }
        _durations.Add(frame.Duration);
        if (_times.Count % FramesBetweenReports == 0)
            onProgress?.Invoke(_times.Count);
    }

    private static Rational Reduce(Rational? aspect)
    {
        if (aspect is not { Numerator: > 0, Denominator: > 0 })
            return new Rational { Numerator = 1, Denominator = 1 };
        var divisor = (long)BigInteger.GreatestCommonDivisor(aspect.Numerator, aspect.Denominator);
        return new Rational { Numerator = aspect.Numerator / divisor, Denominator = aspect.Denominator / divisor };
    }

    private void ReadHeader(string line)
    {
        _timeBase ??= FrameCrcLine.ReadHeader(line, "tb", '/');
        _dimensions ??= FrameCrcLine.ReadHeader(line, "dimensions", 'x');
        _pixelAspect ??= FrameCrcLine.ReadHeader(line, "sar", '/');
    }
}
