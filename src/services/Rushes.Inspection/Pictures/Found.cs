using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>Makes findings.</summary>
internal static class Found
{
    public static Finding Of(Severity severity, string code, FrameRun frames, string remedy, params ReadOnlySpan<(string Name, string Value)> evidence)
    {
        var finding = new Finding { Code = code, Severity = severity, Frames = new FrameRange { From = frames.From, To = frames.To }, Remedy = remedy };
        foreach (var (name, value) in evidence)
        {
            finding.Evidence[name] = value;
        }

        return finding;
    }

    public static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
