using System.Globalization;
using System.Text.RegularExpressions;
using Rushes.Media.Timing;

namespace Rushes.Media.QuickTime;

/// <summary>A label of a frame (SMPTE ST 12-1): hours, minutes, seconds and frames, counted at a whole number of frames a second.</summary>
public readonly partial record struct Timecode
{
    private const int FramesDroppedOf30 = 2;

    private Timecode(long frame, Rational rate, bool isDropFrame)
    {
        Frame = frame;
        Rate = rate;
        IsDropFrame = isDropFrame;
    }

    /// <summary>Frames since 00:00:00:00 of the same day, labels that are dropped not counted.</summary>
    public long Frame { get; }

    /// <summary>Frames a second.</summary>
    public Rational Rate { get; }

    /// <summary>Two labels (of 30 a second; four of 60) are left out each minute but the tenth, so that 29.97 keeps the time of day.</summary>
    public bool IsDropFrame { get; }

    /// <summary>Labels a second: 30 for 29.97.</summary>
    public int FramesPerSecond => (int)Rate.CeilingTicks(1);

    private int DroppedPerMinute => IsDropFrame ? FramesDroppedOf30 * FramesPerSecond / 30 : 0;

    /// <summary>Reads "01:00:00:00", or "01:00:00;00" with dropped labels.</summary>
    /// <param name="text">As people write it.</param>
    /// <param name="rate">Frames a second, positive.</param>
    /// <param name="timecode">The label.</param>
    /// <returns>False: it is no label, or one that is not at this rate: a dropped one, or drop frame at a rate that has none.</returns>
    public static bool TryParse(string text, Rational rate, out Timecode timecode)
    {
        ArgumentNullException.ThrowIfNull(text);
        timecode = default;
        var match = Label().Match(text);
        if (!match.Success || rate.Numerator <= 0)
        {
            return false;
        }

        var parts = Enumerable.Range(1, 3).Append(5).Select(group => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture)).ToArray();
        var drops = match.Groups[4].Value is ";" or ".";
        var empty = new Timecode(0, rate, drops);
        var (hours, minutes, seconds, frames) = (parts[0], parts[1], parts[2], parts[3]);
        var isDropped = minutes % 10 != 0 && seconds == 0 && frames < empty.DroppedPerMinute;
        if (hours > 23 || minutes > 59 || seconds > 59 || frames >= empty.FramesPerSecond || isDropped || (drops && !CanDrop(rate)))
        {
            return false;
        }

        var wholeMinutes = (hours * 60L) + minutes;
        var labels = (((wholeMinutes * 60) + seconds) * empty.FramesPerSecond) + frames;
        timecode = new Timecode(labels - (empty.DroppedPerMinute * (wholeMinutes - (wholeMinutes / 10))), rate, drops);
        return true;
    }

    /// <summary>The label of a frame that is counted from 00:00:00:00.</summary>
    public static Timecode FromFrame(long frame, Rational rate, bool isDropFrame) => new(frame, rate, isDropFrame);

    public override string ToString()
    {
        var label = Frame;
        if (IsDropFrame)
        {
            // Of ten minutes the first keeps all its labels.
            var perMinute = (60L * FramesPerSecond) - DroppedPerMinute;
            var perTen = (10 * perMinute) + DroppedPerMinute;
            var (tens, rest) = Math.DivRem(Frame, perTen);
            var minute = Math.Max(0, (rest - DroppedPerMinute) / perMinute);
            label += DroppedPerMinute * ((9 * tens) + minute);
        }

        var (seconds, frames) = Math.DivRem(label, FramesPerSecond);
        var separator = IsDropFrame ? ';' : ':';
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600 % 24:D2}:{seconds / 60 % 60:D2}:{seconds % 60:D2}{separator}{frames:D2}");
    }

    // 30000/1001 and 60000/1001, and what containers make of them.
    private static bool CanDrop(Rational rate) =>
        (int)rate.CeilingTicks(1) is 30 or 60 && rate.Denominator != 1;

    [GeneratedRegex(@"^(\d\d):(\d\d):(\d\d)([:;.])(\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
