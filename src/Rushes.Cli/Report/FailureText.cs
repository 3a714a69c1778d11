using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Cli.Report;

/// <summary>Failures in words, for people.</summary>
internal static class FailureText
{
    private const int DetailLines = 20;

    public static void Write(IEnumerable<Failure> failures, TextWriter writer)
    {
        foreach (var failure in failures)
        {
            WriteShort(failure, writer);
            foreach (var (name, value) in failure.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal))
            {
                WriteDetail(writer, name, value);
            }
        }
    }

    /// <summary>Without what a tool has left.</summary>
    public static void WriteShort(Failure failure, TextWriter writer)
    {
        writer.WriteLine($"error: {failure.Message}  [{failure.Code}]");
        WriteLine(writer, "at", PlaceOf(failure.Place));
        WriteLine(writer, "do", failure.Remedy);
    }

    private static string PlaceOf(Place? place)
    {
        if (place is null)
        {
            return "";
        }

        List<string> parts = [];
        if (place.Path.Length > 0)
        {
            parts.Add(place.HasLine ? string.Create(CultureInfo.InvariantCulture, $"{place.Path}:{place.Line}") : place.Path);
        }

        Add(parts, "option", place.Option);
        Add(parts, "rendition", place.Rendition);
        // The live view counts chunks from 1, and so does this; frames are counted from 0 everywhere.
        Add(parts, "chunk", place.HasChunk ? (place.Chunk + 1).ToString(CultureInfo.InvariantCulture) : "");
        Add(parts, "frame", place.HasFrame ? place.Frame.ToString(CultureInfo.InvariantCulture) : "");
        return string.Join(", ", parts);
    }

    private static void Add(List<string> parts, string name, string value)
    {
        if (value.Length > 0)
        {
            parts.Add($"{name} {value}");
        }
    }

    private static void WriteDetail(TextWriter writer, string name, string value)
    {
        var lines = value.TrimEnd().Split('\n');
        if (lines.Length == 1)
        {
            WriteLine(writer, name, lines[0]);
            return;
        }

        writer.WriteLine($"  {name}:");
        foreach (var line in lines.TakeLast(DetailLines))
        {
            writer.WriteLine($"    {line.TrimEnd()}");
        }
    }

    private static void WriteLine(TextWriter writer, string name, string value)
    {
        if (value.Length > 0)
        {
            writer.WriteLine($"  {name}: {value}");
        }
    }
}
