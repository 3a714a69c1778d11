using System.Text;
using System.Text.Unicode;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests.Text;

/// <summary>
/// Checks the blocks of a WebVTT file (W3C WebVTT §4.1) and the times of its cues, and goes on after what is wrong. What cues
/// say, and how it looks, is the player's.
/// </summary>
internal sealed class WebVttReader
{
    // Some hundred times the words of a long film.
    private const int LargestFile = 16 << 20;
    private const int MostProblems = 100;
    private const string Signature = "WEBVTT";
    private const string Arrow = "-->";

    private readonly string[] _lines;
    private readonly List<TextProblem> _problems = [];
    private int _cues;
    private long _lastStart;
    private long _end;

    private WebVttReader(string[] lines) => _lines = lines;

    public static WebVttResult Read(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (bytes.Length > LargestFile)
        {
            return Refused(1, $"The file is larger than {LargestFile >> 20} MiB.");
        }

        if (FirstInvalid(bytes) is { } invalid)
        {
            return Refused(LinesOf(bytes[..invalid]).Length, "The line is not UTF-8.");
        }

        // The last line needs no end.
        var lines = LinesOf(bytes);
        return new WebVttReader(lines.Length > 1 && lines[^1].Length == 0 ? lines[..^1] : lines).Read();
    }

    private static string[] LinesOf(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');

    private static WebVttResult Refused(int line, string message) => new(null, [new TextProblem(line, message)]);

    private static int? FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        Span<char> piece = stackalloc char[1024];
        for (var from = 0; from < bytes.Length;)
        {
            var status = Utf8.ToUtf16(bytes[from..], piece, out var read, out _, replaceInvalidSequences: false);
            from += read;
            if (status is System.Buffers.OperationStatus.InvalidData or System.Buffers.OperationStatus.NeedMoreData)
            {
                return from;
            }
        }

        return null;
    }

    private WebVttResult Read()
    {
        if (!IsSignature(_lines[0]))
        {
            return Refused(1, $"The file does not start with {Signature}.");
        }

        for (var line = ReadHeader(); line < _lines.Length && _problems.Count < MostProblems;)
        {
            line = _lines[line].Length == 0 ? line + 1 : ReadBlock(line);
        }

        return _problems.Count > 0
            ? new WebVttResult(null, _problems)
            : new WebVttResult(new WebVttFile(_lines, _cues, new Rational(_end, 1000)), []);
    }

    private static bool IsSignature(string line) =>
        line.StartsWith(Signature, StringComparison.Ordinal) && (line.Length == Signature.Length || line[Signature.Length] is ' ' or '\t');

    private int ReadHeader()
    {
        var end = BlockEnd(0);
        for (var line = 0; line < end; line++)
        {
            if (_lines[line].StartsWith("X-TIMESTAMP-MAP", StringComparison.Ordinal))
            {
                Refuse(line, "The file is a segment of a stream: without its X-TIMESTAMP-MAP, times have to count from 0.");
            }
            else if (_lines[line].Contains(Arrow, StringComparison.Ordinal))
            {
                Refuse(line, "An empty line is missing between the header and the first cue.");
            }
        }

        return end;
    }

    private int ReadBlock(int start)
    {
        var end = BlockEnd(start);
        var timing = Array.FindIndex(_lines, start, Math.Min(2, end - start), line => line.Contains(Arrow, StringComparison.Ordinal));
        if (timing >= 0)
        {
            ReadCue(timing, end);
        }
        else if (!IsOtherBlock(_lines[start]))
        {
            Refuse(start, "A cue without times.");
        }

        return end;
    }

    private void ReadCue(int timing, int end)
    {
        if (WebVttTiming.Parse(_lines[timing]) is not { } times)
        {
            Refuse(timing, $"'{Excerpt(_lines[timing])}' is no line of times: 00:00:01.000 {Arrow} 00:00:02.500.");
        }
        else if (times.End <= times.Start)
        {
            Refuse(timing, "The cue ends before it starts.");
        }
        else if (times.Start < _lastStart)
        {
            Refuse(timing, "The cue starts before the cue in front of it.");
        }
        else
        {
            (_cues, _lastStart, _end) = (_cues + 1, times.Start, Math.Max(_end, times.End));
        }

        for (var line = timing + 1; line < end; line++)
        {
            if (_lines[line].Contains(Arrow, StringComparison.Ordinal))
            {
                Refuse(line, $"'{Arrow}' in the text of a cue; an empty line is missing in front of the next.");
            }
        }
    }

    private static bool IsOtherBlock(string line) =>
        line.TrimEnd(' ', '\t') is "NOTE" or "STYLE" or "REGION"
        || line.StartsWith("NOTE ", StringComparison.Ordinal) || line.StartsWith("NOTE\t", StringComparison.Ordinal);

    private int BlockEnd(int start)
    {
        var end = Array.IndexOf(_lines, string.Empty, start);
        return end >= 0 ? end : _lines.Length;
    }

    private void Refuse(int line, string message) => _problems.Add(new TextProblem(line + 1, message));

    private static string Excerpt(string line) => line.Length > 80 ? $"{line.AsSpan(0, 80)}…" : line;
}
