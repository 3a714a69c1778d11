using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Rushes.Platform.Functions;

/// <summary>A mapping of a manifest: hands out values by key, notes what is wrong, and at the end which keys nobody asked for.</summary>
internal sealed class ManifestMapping(YamlMappingNode node, List<ManifestError> errors)
{
    private readonly HashSet<string> _asked = [];

    public delegate bool TryRead(string text, out long value);

    public bool Has(string key) => Find(key) is not null;

    /// <summary>Empty when it is missing, which is an error.</summary>
    public string Text(string key) => Required(key) is { } value ? Scalar(key, value) : "";

    public string? OptionalText(string key) => Find(key) is { } value ? Scalar(key, value) : null;

    public long Number(string key) => Quantity(key, (string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is > 0 and <= int.MaxValue);

    public long Quantity(string key, TryRead read)
    {
        if (Required(key) is not { } value || Scalar(key, value) is not { Length: > 0 } text)
        {
            return 0;
        }

        if (!read(text, out var quantity))
        {
            Report(key, $"'{text}' cannot be the {key}.");
        }

        return quantity;
    }

    public ManifestMapping? Mapping(string key) => Required(key) is { } value ? AsMapping(key, value) : null;

    public ManifestMapping? OptionalMapping(string key) => Find(key) is { } value ? AsMapping(key, value) : null;

    /// <summary>The items of a list of mappings; none when the key is not there.</summary>
    public IReadOnlyList<ManifestMapping> Mappings(string key)
    {
        if (Find(key) is not { } value)
        {
            return [];
        }

        if (value is YamlSequenceNode list && list.All(item => item is YamlMappingNode))
        {
            return [.. list.Select(item => new ManifestMapping((YamlMappingNode)item, errors))];
        }

        Report(key, $"{key} must be a list of mappings.");
        return [];
    }

    /// <summary>The items of a list of single values; an error when the key is not there, or the list is empty.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Required(key) is not { } value)
        {
            return [];
        }

        if (value is YamlSequenceNode { Children.Count: > 0 } list && list.All(item => item is YamlScalarNode { Value.Length: > 0 }))
        {
            return [.. list.Select(item => ((YamlScalarNode)item).Value!)];
        }

        Report(key, $"{key} must be a list of values.");
        return [];
    }

    /// <summary>Every key with its value, for mappings whose keys are names.</summary>
    public Dictionary<string, T> All<T>(Func<ManifestMapping, string, T> read) => node.Children.Keys
        .OfType<YamlScalarNode>().Select(key => key.Value!).ToDictionary(key => key, key => read(this, key));

    public void Report(string key, string message) => errors.Add(new ManifestError((Find(key) ?? node).Start.Line, message));

    public void End()
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name))
            {
                errors.Add(new ManifestError(key.Start.Line, $"The key '{key}' is not known here."));
            }
        }
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    private YamlNode? Required(string key)
    {
        var value = Find(key);
        if (value is null)
        {
            errors.Add(new ManifestError(node.Start.Line, $"The key '{key}' is missing."));
        }

        return value;
    }

    private string Scalar(string key, YamlNode value)
    {
        if (value is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return scalar.Value!;
        }

        Report(key, $"{key} must be a single value.");
        return "";
    }

    private ManifestMapping? AsMapping(string key, YamlNode value)
    {
        if (value is YamlMappingNode mapping)
        {
            return new ManifestMapping(mapping, errors);
        }

        Report(key, $"{key} must be a mapping.");
        return null;
    }
}
