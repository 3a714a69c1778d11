using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>
/// The text of FFmpeg's framecrc muxer: a header of <c>#name 0: value</c>, then for each packet
/// <c>0, dts, pts, duration, size, 0xcrc[, F=0xflags][, S=side data]</c>. Flags are written where they are not just "key".
/// </summary>
internal static class FrameCrcLine
{
    // Beyond these a number is nonsense (no time is long.MinValue): sums and differences of what is left cannot overflow.
    private const long HighestTime = 1L << 61;
    private const long LongestDuration = 1L << 40;

    private const int KeyFlag = 1;
    private const int DiscardFlag = 4;

    /// <param name="Time">Null: none is known.</param>
    /// <param name="Duration">0: not known.</param>
    /// <param name="IsKey">A decoder can start here.</param>
    /// <param name="IsHidden">It is to be decoded and not shown: an edit list leaves it out.</param>
    internal readonly record struct Packet(long? Time, long Duration, bool IsKey, bool IsHidden);

    internal static bool TryReadPacket(ReadOnlySpan<char> line, out Packet packet)
    {
        packet = default;
        Span<Range> fields = stackalloc Range[8];
        var count = line.Split(fields, ',', StringSplitOptions.TrimEntries);
        if (line.StartsWith("#") || count < 6)
            return false;
        if (!long.TryParse(line[fields[2]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
            || !long.TryParse(line[fields[3]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var duration))
        {
            return false;
        }
        var flags = count < 7 ? KeyFlag : Flags(line[fields[6]]);
        packet = new(
            time is > -HighestTime and < HighestTime ? time : null,
            duration is > 0 and <= LongestDuration ? duration : 0,
            (flags & KeyFlag) != 0, (flags & DiscardFlag) != 0);
        return true;
    }

    /// <summary>The two numbers of a header such as <c>#tb 0: 1/90000</c> or <c>#dimensions 0: 1920x1080</c>.</summary>
    internal static Rational? ReadHeader(ReadOnlySpan<char> line, string name, char separator)
    {
        if (!line.StartsWith($"#{name} ") || line.IndexOf(": ") is not (> 0 and var colon))
            return null;
        var value = line[(colon + 2)..];
        var middle = value.IndexOf(separator);
        return middle > 0
            && long.TryParse(value[..middle], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(value[(middle + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
                ? new Rational { Numerator = first, Denominator = second }
                : null;
    }

    private static int Flags(ReadOnlySpan<char> field) =>
        !field.StartsWith("F=0x") ? KeyFlag
        : int.TryParse(field[4..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var flags) ? flags : 0;
}
