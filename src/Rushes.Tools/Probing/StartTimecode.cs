using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>The tag that FFmpeg has for a timecode, wherever one is found.</summary>
internal static class StartTimecode
{
    private const string Separators = ":;.";

    /// <param name="place">A format, a stream or a picture, with its tags.</param>
    /// <returns>As it stands there, hh:mm:ss:ff, the last separator another where frames are dropped from the count; empty where there is none, or other text.</returns>
    internal static string Of(ProbeElement place) => place.Tag("timecode").Trim() is var text && IsTimecode(text) ? text : "";

    /// <returns>Of the whole file, each place once.</returns>
    internal static IEnumerable<Timecode> In(ProbeElement? format, IEnumerable<ProbeElement> streams)
    {
        var ofStreams = streams.Select(stream => new Timecode { Start = Of(stream), Place = $"stream {stream.Number("index")}" });
        var all = format is null ? ofStreams : ofStreams.Prepend(new Timecode { Start = Of(format), Place = "format" });
        return all.Where(timecode => timecode.Start.Length > 0);
    }

    private static bool IsTimecode(string text) =>
        text.Length is 11 or 12 && text[2] == ':' && text[5] == ':' && Separators.Contains(text[8])
        && text.Where((_, at) => at is not (2 or 5 or 8)).All(char.IsAsciiDigit);
}
