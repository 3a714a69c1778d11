using YamlDotNet.RepresentationModel;

namespace Rushes.Packaging.Keys;

/// <summary>One mapping of a keys file, read key by key. A value that does not do is a mistake and reads as absent.</summary>
internal sealed class KeysMapping(YamlMappingNode node, string owner, KeysMistakes mistakes)
{
    public YamlMappingNode Node => node;

    public KeysMistakes Mistakes => mistakes;

    public void RefuseKeysOtherThan(params IReadOnlyCollection<string> known)
    {
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !known.Contains(name)))
        {
            mistakes.UnknownKey(key, owner, known);
        }
    }

    public YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    /// <summary>A value that must be there, in a form that <paramref name="parse"/> takes.</summary>
    public T? Required<T>(string key, string form, Func<string, T?> parse)
    {
        if (Find(key) is not null)
        {
            return Optional(key, form, parse);
        }

        mistakes.Missing(node, $"{owner} has no '{key}'.", $"Write {form}.");
        return default;
    }

    public T? Optional<T>(string key, string form, Func<string, T?> parse)
    {
        if (Find(key) is not { } value)
        {
            return default;
        }

        var parsed = value is YamlScalarNode { Value: { Length: > 0 } text } ? parse(text) : default;
        if (parsed is null)
        {
            Refuse(key, form);
        }

        return parsed;
    }

    /// <summary>The mappings of a list; each read with the name that messages call it by.</summary>
    public IEnumerable<KeysMapping> List(string key, string item, string form)
    {
        if (Find(key) is not { } value)
        {
            yield break;
        }

        if (value is not YamlSequenceNode { Children: [_, ..] children })
        {
            Refuse(key, form);
            yield break;
        }

        foreach (var (number, child) in children.Index())
        {
            if (child is YamlMappingNode mapping)
            {
                yield return new KeysMapping(mapping, $"{item} {number + 1}", mistakes);
            }
            else
            {
                mistakes.Value(child, $"{item} {number + 1} is not a mapping.", $"Write {form}.");
            }
        }
    }

    public void Refuse(string key, string form) => mistakes.Value(Find(key)!, $"'{key}' of {owner} is not {form}.", $"Write {form}.");
}
