using System.Globalization;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests.Text;

/// <summary>A WebVTT timestamp (W3C WebVTT §4.1): hours when there are any, minutes, seconds, milliseconds.</summary>
internal static class WebVttTime
{
    private const int MostHourDigits = 6;

    public static string Format(Rational seconds)
    {
        var milliseconds = (seconds * 1000).CeilingTicks(1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000:D2}:{milliseconds / 60_000 % 60:D2}:{milliseconds / 1000 % 60:D2}.{milliseconds % 1000:D3}");
    }

    /// <returns>Milliseconds, or null when the text is no timestamp.</returns>
    public static long? Parse(ReadOnlySpan<char> text)
    {
        var hours = 0L;
        if (text.Count(':') == 2)
        {
            var digits = text.IndexOf(':');
            if (digits is < 2 or > MostHourDigits || !TryDigits(text[..digits], out hours))
            {
                return null;
            }

            text = text[(digits + 1)..];
        }

        return text.Length == "00:00.000".Length && text[2] == ':' && text[5] == '.'
            && TryDigits(text[..2], out var minutes) && minutes < 60
            && TryDigits(text[3..5], out var seconds) && seconds < 60
            && TryDigits(text[6..], out var milliseconds)
                ? (((((hours * 60) + minutes) * 60) + seconds) * 1000) + milliseconds
                : null;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
