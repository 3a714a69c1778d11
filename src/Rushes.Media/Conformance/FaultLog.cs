using System.Globalization;
using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance;

/// <summary>Gathers what is wrong: frames in turn with the same fault are one, and of each code the first ten are kept and all counted.</summary>
internal sealed class FaultLog(FrameIndex index)
{
    private const int MostNamed = 10;

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _latest = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>A fault of one frame.</summary>
    /// <param name="frame">In decode order.</param>
    /// <param name="code">Of <see cref="FaultCodes"/>.</param>
    /// <param name="clause">Of the standard; empty for promises.</param>
    /// <param name="message">Without the number of the frame.</param>
    /// <param name="evidence">Of the first frame.</param>
    public void Add(int frame, string code, string clause, string message, params ReadOnlySpan<(string Name, object Value)> evidence) =>
        Add(frame, code, clause, message, false, evidence);

    /// <inheritdoc cref="Add(int, string, string, string, ReadOnlySpan{ValueTuple{string, object}})"/>
    public void Warn(int frame, string code, string clause, string message, params ReadOnlySpan<(string Name, object Value)> evidence) =>
        Add(frame, code, clause, message, true, evidence);

    public IReadOnlyList<StreamFault> All() => [.. _entries.OrderBy(entry => entry.From).Select(ToFault)];

    private void Add(
        int frame, string code, string clause, string message, bool isWarning, ReadOnlySpan<(string Name, object Value)> evidence)
    {
        var shown = index.PresentationOrder(frame);
        if (_latest.TryGetValue(code, out var latest) && latest.LastFrame >= frame - 1 && latest.Message == message)
        {
            latest.Extend(frame, shown);
            return;
        }

        var count = _counts[code] = _counts.GetValueOrDefault(code) + 1;
        var entry = new Entry(code, clause, message, isWarning, frame, shown);
        _latest[code] = entry;
        if (count > MostNamed)
        {
            return;
        }

        foreach (var (name, value) in evidence)
        {
            entry.Evidence[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        }

        _entries.Add(entry);
    }

    private StreamFault ToFault(Entry entry)
    {
        if (_counts[entry.Code] is > MostNamed and var count)
        {
            entry.Evidence["count"] = count.ToString(CultureInfo.InvariantCulture);
        }

        return new StreamFault(
            entry.Code, entry.IsWarning, entry.Message, entry.Clause, entry.From, entry.To, index.ChunkOf(entry.FirstFrame), entry.Evidence);
    }

    private sealed class Entry(string code, string clause, string message, bool isWarning, int firstFrame, int shown)
    {
        public string Code => code;

        public string Clause => clause;

        public string Message => message;

        public bool IsWarning => isWarning;

        public int FirstFrame { get; } = firstFrame;

        public int LastFrame { get; private set; } = firstFrame;

        public int From { get; private set; } = shown;

        public int To { get; private set; } = shown + 1;

        public Dictionary<string, string> Evidence { get; } = [];

        public void Extend(int next, int nextShown) =>
            (LastFrame, From, To) = (next, Math.Min(From, nextShown), Math.Max(To, nextShown + 1));
    }
}
