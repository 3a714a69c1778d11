using System.Globalization;
using Rushes.Streaming.Ladders;

namespace Rushes.Cli.Commands;

/// <summary>When a job is due: RFC 3339, or a distance from now in either direction (<c>+2h</c>, <c>-30y</c>).</summary>
internal static class DueTime
{
    public const string Form = "an RFC 3339 time like 2026-01-31T18:00:00Z, or a distance from now like +2h or -30y";

    private static readonly string[] Rfc3339 =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd't'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK"];

    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset due)
    {
        due = default;
        if (text is ['+' or '-', ..])
        {
            return Durations.TryParse(text[1..], out var milliseconds) && TryAdd(now, text[0] == '-' ? -milliseconds : milliseconds, out due);
        }

        // RFC 3339 §5.6: the offset is not optional.
        var hasOffset = text.EndsWith('Z') || text.EndsWith('z') || (text.Length > 6 && text[^6] is '+' or '-');
        return hasOffset && DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(), Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out due);
    }

    private static bool TryAdd(DateTimeOffset now, long milliseconds, out DateTimeOffset due)
    {
        due = default;
        var room = milliseconds < 0 ? now - DateTimeOffset.MinValue : DateTimeOffset.MaxValue - now;
        if (Math.Abs((decimal)milliseconds) > (decimal)room.TotalMilliseconds)
        {
            return false;
        }

        due = now.AddMilliseconds(milliseconds);
        return true;
    }
}
