namespace Rushes.Media.Manifests.Text;

/// <summary>When a cue is shown, milliseconds (W3C WebVTT §4.1, "WebVTT cue timings").</summary>
internal readonly record struct WebVttTiming(long Start, long End)
{
    private const string Arrow = "-->";

    /// <returns>Null when the line is none. Settings may follow the times.</returns>
    public static WebVttTiming? Parse(ReadOnlySpan<char> line)
    {
        var arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
        if (arrow < 1 || arrow + Arrow.Length >= line.Length || !IsBlank(line[arrow - 1]) || !IsBlank(line[arrow + Arrow.Length]))
        {
            return null;
        }

        var after = line[(arrow + Arrow.Length)..].TrimStart(" \t");
        var settings = after.IndexOfAny(' ', '\t');
        return WebVttTime.Parse(line[..arrow].TrimEnd(" \t")) is { } start
            && WebVttTime.Parse(settings < 0 ? after : after[..settings]) is { } end
                ? new WebVttTiming(start, end)
                : null;
    }

    private static bool IsBlank(char character) => character is ' ' or '\t';
}
