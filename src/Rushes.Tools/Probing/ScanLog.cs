using System.Globalization;

namespace Rushes.Tools.Probing;

/// <summary>Listens to what FFmpeg says while it scans. Keeps the first few complaints and counts the rest.</summary>
internal sealed class ScanLog
{
    private const int ErrorsKept = 50;
    private const int LettersKept = 300;
    private const int DamagedKept = 10_000;
    private const string Decoded = "[info] decoder -> pts:";

    private readonly List<string> _errors = [];
    private readonly List<long> _damaged = [];
    private bool _complained;

    internal IReadOnlyList<string> Errors => _errors;

    internal long ErrorCount { get; private set; }

    /// <summary>
    /// Times of the frames that came next after a complaint, the first many; known where FFmpeg says what it decodes (<c>-debug_ts</c>), from the
    /// same thread as it complains. Frames that depend on them may be damaged too.
    /// </summary>
    internal IReadOnlyList<long> DamagedTimes => _damaged;

    /// <summary>Whether something is wrong with a frame from a time on, or with one that has not come.</summary>
    /// <param name="time">As <see cref="DamagedTimes"/>.</param>
    internal bool HasDamageFrom(long time) => _complained || _damaged.Count == DamagedKept || _damaged.Exists(damaged => damaged >= time);

    internal int FormatChanges { get; private set; }

    /// <summary>The line in which a demuxer of indexed files says that a sample lies, whole or in part, beyond the end.</summary>
    internal string? Truncation { get; private set; }

    internal bool NoDecoder { get; private set; }

    internal void Read(string line)
    {
        if (line.Contains("Reconfiguring filter graph", StringComparison.Ordinal))
            FormatChanges++;
        _complained |= line.EndsWith("corrupt decoded frame", StringComparison.Ordinal);
        if (_complained && line.IndexOf(Decoded, StringComparison.Ordinal) is >= 0 and var said)
            AddDamaged(line.AsSpan(said + Decoded.Length));
        if (!line.Contains("[error]", StringComparison.Ordinal) && !line.Contains("[fatal]", StringComparison.Ordinal))
            return;
        ErrorCount++;
        _complained = true;
        if (_errors.Count < ErrorsKept)
            _errors.Add(line.Length <= LettersKept ? line : line[..LettersKept]);
        if (line.EndsWith("partial file", StringComparison.Ordinal))
            Truncation ??= line;
        NoDecoder |= line.Contains("no decoder found for", StringComparison.Ordinal);
    }

    // A frame without a time waits for one that has one.
    private void AddDamaged(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(' ');
        if (long.TryParse(end < 0 ? rest : rest[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time))
        {
            _complained = false;
            if (_damaged.Count < DamagedKept)
                _damaged.Add(time);
        }
    }
}
