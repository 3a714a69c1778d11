using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Rushes.Streaming.Ladders;

/// <summary>One mapping of a ladder file, read key by key. A value that does not do is a mistake and reads as absent.</summary>
internal sealed class LadderMapping(YamlMappingNode node, string owner, LadderMistakes mistakes)
{
    public YamlMappingNode Node => node;

    public LadderMistakes Mistakes => mistakes;

    /// <summary>How messages call this mapping.</summary>
    public string Owner => owner;

    public void RefuseKeysOtherThan(IReadOnlyCollection<string> known)
    {
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode scalar || !known.Contains(scalar.Value)))
        {
            mistakes.UnknownKey(key, owner, known);
        }
    }

    public YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    public YamlNode? Require(string key, string remedy)
    {
        var found = Find(key);
        if (found is null)
        {
            mistakes.Missing(node, $"{owner} has no '{key}'.", remedy);
        }

        return found;
    }

    /// <summary>The scalar's text; null when absent or not a scalar.</summary>
    public string? Text(string key, string form)
    {
        if (Find(key) is not { } value)
        {
            return null;
        }

        if (value is YamlScalarNode { Value: { Length: > 0 } text })
        {
            return text;
        }

        mistakes.Value(value, $"'{key}' of {owner} is empty or not a single value.", $"Write {form}.");
        return null;
    }

    public int? EvenSide(string key)
    {
        const string Form = "an even whole number from 16 to 16384";
        return Parsed<int>(key, Form, text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side)
            && side is >= 16 and <= 16_384 && int.IsEvenInteger(side) ? side : null);
    }

    /// <summary>Bits or bits per second; <c>k</c> is 1000.</summary>
    public long? Bits(string key) => Parsed<long>(key, "a positive whole number, with k for thousands, like 6000k", text =>
    {
        var (digits, scale) = text.EndsWith('k') ? (text[..^1], 1_000) : (text, 1);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is > 0 and <= 10_000_000_000 ? count * scale : null;
    });

    public string? OneOf(string key, IReadOnlyList<string> names)
    {
        var form = $"one of {string.Join(", ", names)}";
        var text = Text(key, form);
        if (text is null || names.Contains(text))
        {
            return text;
        }

        mistakes.Value(Find(key)!, $"'{key}: {text}' of {owner} is not known.", $"Write {form}.");
        return null;
    }

    public T? Parsed<T>(string key, string form, Func<string, T?> parse)
        where T : struct
    {
        if (Text(key, form) is not { } text)
        {
            return null;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        mistakes.Value(Find(key)!, $"'{key}: {text}' of {owner} is not {form}.", $"Write {form}.");
        return null;
    }
}
