using System.Globalization;

namespace Rushes.Streaming.Ladders;

/// <summary>Durations as people write them: a whole number and one of <c>ms s m h d y</c> (a year has 365 days).</summary>
public static class Durations
{
    /// <summary>What a written duration may look like, for messages.</summary>
    public const string Form = "a whole number and a unit (ms, s, m, h, d, y), like 6s or 500ms";

    private static readonly (string Unit, long Milliseconds)[] Units =
    [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("y", 31_536_000_000),
    ];

    /// <summary>Reads a duration that is not negative.</summary>
    /// <param name="text">Like <c>30s</c>.</param>
    /// <param name="milliseconds">0 when it is not one.</param>
    public static bool TryParse(string text, out long milliseconds)
    {
        ArgumentNullException.ThrowIfNull(text);
        milliseconds = 0;
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var scale = Array.Find(Units, unit => unit.Unit == text[digits..]).Milliseconds;
        if (scale == 0
            || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count > long.MaxValue / scale)
        {
            return false;
        }

        milliseconds = count * scale;
        return true;
    }
}
