using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rushes.Platform.Yaml;

/// <summary>One mapping of a file that people write, read key by key. A value that does not do is a mistake and reads as absent.</summary>
public sealed class YamlMapping(YamlMappingNode node, string owner, YamlMistakes mistakes)
{
    public YamlMappingNode Node => node;

    public YamlMistakes Mistakes => mistakes;

    // Where a sentence starts with it.
    private string Subject => char.ToUpperInvariant(owner[0]) + owner[1..];

    /// <summary>The one mapping that a file is.</summary>
    /// <param name="yaml">The text of the file.</param>
    /// <param name="mistakes">Told when it is none.</param>
    /// <param name="remedy">What to write.</param>
    public static YamlMapping? Read(string yaml, YamlMistakes mistakes, string remedy)
    {
        ArgumentNullException.ThrowIfNull(mistakes);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlMapping(root, "the file", mistakes);
            }

            var place = stream.Documents.Count == 0 ? Mark.Empty : stream.Documents[^1].RootNode.Start;
            mistakes.Add("syntax", place, "The file is not one mapping.", remedy);
        }
        catch (YamlException exception)
        {
            // Its message may repeat what stands there.
            mistakes.Add("syntax", exception.Start, "This is not YAML.", "Correct the line.");
        }

        return null;
    }

    public void RefuseKeysOtherThan(params IReadOnlyCollection<string> known)
    {
        foreach (var key in node.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !known.Contains(name)))
        {
            mistakes.UnknownKey(key, Subject, known);
        }
    }

    public YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    /// <summary>The version that all files start with, of which there is one.</summary>
    public void RequireVersion()
    {
        const string Remedy = "Write 'version: 1'.";
        if (Find("version") is not { } version)
        {
            mistakes.Missing(node, $"{Subject} has no 'version'.", Remedy);
        }
        else if (version is not YamlScalarNode { Value: "1" })
        {
            mistakes.Value(version, $"'version' of {owner} is not 1.", Remedy);
        }
    }

    /// <summary>A value that must be there, in a form that <paramref name="parse"/> takes.</summary>
    public T? Required<T>(string key, string form, Func<string, T?> parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        if (Find(key) is not null)
        {
            return Optional(key, form, parse);
        }

        mistakes.Missing(node, $"{Subject} has no '{key}'.", $"Write {form}.");
        return default;
    }

    public T? Optional<T>(string key, string form, Func<string, T?> parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
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

    /// <summary>A mapping in this one; null where there is none.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="form">What to write.</param>
    public YamlMapping? Mapping(string key, string form)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                return new YamlMapping(mapping, $"'{key}'", mistakes);
            default:
                Refuse(key, form);
                return null;
        }
    }

    /// <summary>The mappings of a list; each read with the name that messages call it by.</summary>
    public IEnumerable<YamlMapping> List(string key, string item, string form)
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
                yield return new YamlMapping(mapping, $"{item} {number + 1}", mistakes);
            }
            else
            {
                mistakes.Value(child, $"{item} {number + 1} is not a mapping.", $"Write {form}.");
            }
        }
    }

    public void Refuse(string key, string form) => mistakes.Value(Find(key)!, $"'{key}' of {owner} is not {form}.", $"Write {form}.");
}
