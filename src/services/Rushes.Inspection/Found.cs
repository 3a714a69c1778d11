using System.Globalization;
using Rushes.Contracts;
using Rushes.Inspection.Pictures;

namespace Rushes.Inspection;

/// <summary>Makes findings.</summary>
internal static class Found
{
    public static Finding Of(Severity severity, string code, FrameRun frames, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence)
    {
        var finding = Of(severity, code, remedy, evidence);
        finding.Frames = new FrameRange { From = frames.From, To = frames.To };
        return finding;
    }

    /// <summary>Without a place.</summary>
    public static Finding Of(Severity severity, string code, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence)
    {
        var finding = new Finding { Code = code, Severity = severity, Remedy = remedy };
        foreach (var (name, value) in evidence)
        {
            finding.Evidence[name] = value;
        }

        return finding;
    }

    public static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
