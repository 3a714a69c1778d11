using System.Globalization;
using System.Text.Json;
using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>
/// One object of ffprobe's JSON. Numbers come as numbers or as text, and what is not known is left out or called "unknown":
/// reading never fails, and what is not there is empty or 0.
/// </summary>
internal sealed record ProbeElement(JsonElement Json)
{
    internal string Text(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? value.ToString() : "";

    /// <summary>Text, but empty where ffprobe says that it does not know.</summary>
    internal string Known(string name) => Text(name) is var text && text is "unknown" or "unspecified" ? "" : text;

    /// <summary>A tag, whatever the case of its name: Matroska's are in capitals.</summary>
    internal string Tag(string name) =>
        Child("tags") is { Json.ValueKind: JsonValueKind.Object } tags
        && tags.Json.EnumerateObject().FirstOrDefault(tag => tag.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: not JsonValueKind.Undefined } found
            ? found.Value.ToString()
            : "";

    internal long Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    internal double Real(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : 0;

    /// <summary>A ratio such as 30000/1001; 0/1 when there is none.</summary>
    internal Rational Ratio(string name, char separator)
    {
        var parts = Text(name).Split(separator);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var denominator)
            && denominator > 0
                ? new Rational { Numerator = numerator, Denominator = denominator }
                : new Rational { Numerator = 0, Denominator = 1 };
    }

    internal ProbeElement? Child(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? new(value) : null;

    internal IEnumerable<ProbeElement> Children(string name) =>
        Child(name) is { Json.ValueKind: JsonValueKind.Array } list ? list.Json.EnumerateArray().Select(item => new ProbeElement(item)) : [];
}
