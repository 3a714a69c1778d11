using System.Globalization;

namespace Rushes.Inspection.Functions.Measure;

/// <summary>What FFmpeg's <c>metadata=print</c> writes: a line that counts the frame, then one for each of its values.</summary>
internal static class MetadataText
{
    private const string FrameStart = "frame:";
    private const string KeyStart = "lavfi.";

    /// <param name="path">Of the text.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The values of each frame by their names without <c>lavfi.</c>; the same dictionary each time.</returns>
    public static async IAsyncEnumerable<IReadOnlyDictionary<string, string>> ReadAsync(
        string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<string, string>? values = null;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            if (line.StartsWith(FrameStart, StringComparison.Ordinal))
            {
                if (values is not null)
                {
                    yield return values;
                }

                values ??= new(StringComparer.Ordinal);
                values.Clear();
            }
            else if (values is not null && line.StartsWith(KeyStart, StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
            {
                values[line[KeyStart.Length..sign]] = line[(sign + 1)..];
            }
        }

        if (values is not null)
        {
            yield return values;
        }
    }

    public static double Number(this IReadOnlyDictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    public static string Text(this IReadOnlyDictionary<string, string> values, string name) => values.GetValueOrDefault(name, "");
}
