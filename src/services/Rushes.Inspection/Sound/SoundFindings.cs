using System.Globalization;
using Rushes.Contracts;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Sound;

/// <summary>What was found, however often: of each code the first fifty with their ranges; the last of them says how many more there are.</summary>
internal sealed class SoundFindings
{
    private const int MostOfACode = 50;

    private readonly List<SoundFinding> _findings = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>By the time at which they begin.</summary>
    public IReadOnlyList<SoundFinding> InOrder => [.. _findings.OrderBy(finding => finding.From)];

    /// <summary>Takes back what something else has turned out to be the cause of.</summary>
    public void Withdraw(string code, string channels) =>
        _findings.RemoveAll(finding => finding.Finding.Code == code && finding.Finding.Evidence["channels"] == channels);

    /// <param name="severity">How bad it is.</param>
    /// <param name="code">Stable, lower-case, dotted.</param>
    /// <param name="from">Seconds in the source's clock.</param>
    /// <param name="to">Seconds in the source's clock.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="evidence">What it was judged by.</param>
    public void Add(Severity severity, string code, double from, double to, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence)
    {
        var count = _counts[code] = _counts.GetValueOrDefault(code) + 1;
        if (count > MostOfACode)
        {
            _findings.FindLast(finding => finding.Finding.Code == code)!.Finding.Evidence["more"] = (count - MostOfACode).ToString(CultureInfo.InvariantCulture);
            return;
        }

        _findings.Add(new SoundFinding { Finding = Found.Of(severity, code, remedy, evidence), From = from, To = to });
    }
}
