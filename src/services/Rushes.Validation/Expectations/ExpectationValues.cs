using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Conformance;
using Rushes.Platform.Yaml;

namespace Rushes.Validation.Expectations;

/// <summary>Reads values of an expectation file: names, numbers, ratios, and mappings of them. What does not do is a mistake, and reads as absent.</summary>
internal static class ExpectationValues
{
    public static CodecFormat Format(YamlMapping mapping, string key)
    {
        var formats = Enum.GetValues<CodecFormat>().Where(format => format != CodecFormat.Unspecified).ToDictionary(format => format.ToString().ToLowerInvariant());
        return mapping.Optional<CodecFormat?>(key, OneOf(formats.Keys), text => formats.TryGetValue(text, out var format) ? format : null) ?? CodecFormat.Unspecified;
    }

    public static int Depth(YamlMapping mapping, string key) => mapping.Optional<int?>(key, OneOf(StreamNames.Depths), text => ParseDepth(text)) ?? 0;

    // A mapping that says nothing was meant to say something.
    public static YamlMapping? Filled(YamlMapping mapping, string key, string form)
    {
        var found = mapping.Mapping(key, form);
        if (found is not { Node.Children.Count: 0 })
        {
            return found;
        }

        mapping.Refuse(key, form);
        return null;
    }

    public static void RequireBoth(YamlMapping mapping, string key, string other)
    {
        if (mapping.Find(key) is { } value && mapping.Find(other) is null)
        {
            mapping.Mistakes.Value(value, $"'{key}' is there without '{other}'.", $"Write '{other}', too, like '{other}: 24000k', or leave out '{key}'.");
        }
    }

    public static string Name(YamlMapping mapping, string key, IReadOnlyList<string> names, Func<string, string> full)
    {
        if (names.Count > 0 || mapping.Find(key) is not { } value)
        {
            return mapping.Optional(key, OneOf(names), text => names.Contains(full(text)) ? text : null) ?? string.Empty;
        }

        mapping.Mistakes.Value(value, $"Streams of this format have no '{key}'.", "Leave it out.");
        return string.Empty;
    }

    public static string OneOf(YamlMapping mapping, string key, params IReadOnlyList<string> names) => Name(mapping, key, names, text => text);

    public static long? Number(YamlMapping mapping, string key, string form, long least, long most) =>
        mapping.Optional(key, form, text => ParseNumber(text, least, most));

    // Of what says nothing without its other parts.
    public static long? Part(YamlMapping mapping, string key, string form, long least, long most) =>
        mapping.Required(key, form, text => ParseNumber(text, least, most));

    // k is 1000, as in ladder files.
    public static long Bits(YamlMapping mapping, string key) => mapping.Optional<long?>(key, "a positive whole number, with k for thousands, like 6000k", text =>
    {
        var (digits, scale) = text.EndsWith('k') ? (text[..^1], 1_000) : (text, 1);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 10_000_000_000 ? count * scale : null;
    }) ?? 0;

    public static Rational? Ratio(YamlMapping mapping, string key, string form, bool hasBoth = false) => mapping.Optional(key, form, text =>
    {
        var parts = text.Replace(':', '/').Split('/');
        return parts.Length <= 2 && (parts.Length == 2 || !hasBoth) && Decimal(parts[0]) is { } above && Decimal(parts.ElementAtOrDefault(1) ?? "1") is { } below
            ? new Rational { Numerator = above.Numerator * below.Denominator, Denominator = above.Denominator * below.Numerator }
            : null;
    });

    private static string OneOf<T>(IEnumerable<T> names) => $"one of {string.Join(", ", names)}";

    private static long? ParseNumber(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    // At most nine digits on either side of the point: products fit.
    private static (long Numerator, long Denominator)? Decimal(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (text, string.Empty) : (text[..point], text[(point + 1)..]);
        return whole.Length + fraction.Length <= 9 && long.TryParse(whole + fraction, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (number, (long)Math.Pow(10, fraction.Length))
            : null;
    }

    private static int? ParseDepth(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && StreamNames.Depths.Contains(bits) ? bits : null;
}
