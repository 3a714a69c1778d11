namespace Rushes.Tools.Probing;

/// <summary>Listens to what FFmpeg says while it scans. Keeps the first few complaints and counts the rest.</summary>
internal sealed class ScanLog
{
    private const int ErrorsKept = 50;
    private const int LettersKept = 300;

    private readonly List<string> _errors = [];

    internal IReadOnlyList<string> Errors => _errors;

    internal long ErrorCount { get; private set; }

    internal int FormatChanges { get; private set; }

    /// <summary>The line in which a demuxer of indexed files says that a sample lies, whole or in part, beyond the end.</summary>
    internal string? Truncation { get; private set; }

    internal bool NoDecoder { get; private set; }

    internal void Read(string line)
    {
        if (line.Contains("Reconfiguring filter graph", StringComparison.Ordinal))
            FormatChanges++;
        if (!line.Contains("[error]", StringComparison.Ordinal) && !line.Contains("[fatal]", StringComparison.Ordinal))
            return;
        ErrorCount++;
        if (_errors.Count < ErrorsKept)
            _errors.Add(line.Length <= LettersKept ? line : line[..LettersKept]);
        if (line.EndsWith("partial file", StringComparison.Ordinal))
            Truncation ??= line;
        NoDecoder |= line.Contains("no decoder found for", StringComparison.Ordinal);
    }
}
