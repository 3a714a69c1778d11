using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance.Judges;

/// <summary>
/// Holds the clock that pictures are counted by against the times at which they are shown. Its readings are whole numbers, so that it leads by less
/// than one more or less from picture to picture; where a picture was lost and the times were closed up, its lead grows by what the picture lasted.
/// Frames have to last equally: where they do not, encoders that were told one rate count them all the same, and their clock is not that of the times.
/// </summary>
internal sealed class ClockJudge(FrameIndex index, FaultLog log) : IPictureJudge
{
    private const string Clause = "H.263 5.1.2";

    // The fractions that readings lack come round within so many frames; and a rate a little off the clock's adds up to nothing yet.
    private const int Kept = 16;

    // More than one fault in so many frames: the clock is not that of the times.
    private const int FramesPerFault = 32;

    private const int MillisecondsPerSecond = 1000;

    private readonly Queue<Int128> _leads = [];
    private readonly List<(int Frame, bool IsLost, int Reading, int Before)> _found = [];
    private PictureClock _clock;
    private long? _unevenness;
    private long _time;
    private Int128 _lead;
    private int _seen;

    public void Take(int frame, in CodedPicture picture)
    {
        // Most streams have no clock.
        if (picture.Clock is not { } clock || (_unevenness ??= Unevenness(index)) > Math.Max(1, index.Timescale / MillisecondsPerSecond))
        {
            return;
        }

        var time = index.PresentationTime(frame);
        var period = (Int128)index.Timescale * clock.Frequency.Denominator;
        var passed = (Int128)(time - _time) * clock.Frequency.Numerator;
        var step = Nearest(clock.Reading - _clock.Reading, passed, period);
        var growth = (step * period) - passed;
        _lead += growth;
        if (clock.Frequency != _clock.Frequency || (picture.StartsSequence && IsAnotherPiece(clock.Reading, growth, passed)))
        {
            _leads.Clear();
        }

        Find(frame, clock.Reading, step == 0 ? passed : 0, period);
        Remember();
        (_clock, _time, _seen) = (clock, time, _seen + 1);
    }

    public void Finish()
    {
        foreach (var (frame, isLost, reading, before) in _found.Count <= 1 + (_seen / FramesPerFault) ? _found : [])
        {
            log.Add(
                frame, isLost ? FaultCodes.LostFrame : FaultCodes.DoubledFrame, Clause,
                isLost
                    ? "A picture is missing before this one: the clock of the pictures runs ahead of their times."
                    : "The picture is there twice: the clock of the pictures stands, their times go on.",
                ("temporalReference", reading), ("temporalReferenceBefore", before));
        }
    }

    // Ticks. How long the last frame lasts, nothing says.
    private static long Unevenness(FrameIndex index)
    {
        var (shortest, longest) = (index.Duration(0), index.Duration(0));
        for (var frame = 1; frame < index.Count - 1; frame++)
        {
            (shortest, longest) = (Math.Min(shortest, index.Duration(frame)), Math.Max(longest, index.Duration(frame)));
        }

        return longest - shortest;
    }

    // Of the steps that leave the same reading.
    private static Int128 Nearest(int step, Int128 passed, Int128 period)
    {
        var (off, turn) = (passed - (step * period), PictureClock.Modulus * period);
        return step + (PictureClock.Modulus * ((off + (Int128.Sign(off) * turn / 2)) / turn));
    }

    // Pieces are put together at key frames. Encoders count from 0; one that was cut out of another counts from anywhere.
    private static bool IsAnotherPiece(int reading, Int128 growth, Int128 passed) => reading == 0 || Int128.Abs(growth) > 2 * passed;

    // An encoder that was told 30 frames a second repeats a reading once in 1001 of them: where a period passes meanwhile, nothing is there twice yet.
    private void Find(int frame, int reading, Int128 stood, Int128 period)
    {
        if (_leads.Count == 0)
        {
            return;
        }

        var (least, most) = (_leads.Min(), _leads.Max());
        var more = period * 11 / 10;
        var wanted = _unevenness == 0 ? period : more; // times that are rounded move the lead, too
        var isLost = _lead - least >= wanted && _lead > most;
        if (isLost || (stood >= more && most - _lead >= wanted))
        {
            _found.Add((frame, isLost, reading, _clock.Reading));
            _leads.Clear();
        }
    }

    private void Remember()
    {
        if (_leads.Count == Kept)
        {
            _leads.Dequeue();
        }

        _leads.Enqueue(_lead);
    }
}
