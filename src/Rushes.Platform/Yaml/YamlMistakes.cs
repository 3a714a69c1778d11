using Rushes.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rushes.Platform.Yaml;

/// <summary>Gathers the mistakes of one file, each with its line. No message repeats a value of the file: it may be a secret.</summary>
/// <param name="kind">Of the file; codes start with it: "keys".</param>
/// <param name="path">For messages.</param>
public sealed class YamlMistakes(string kind, string path)
{
    private readonly List<(Mark Where, Failure Failure)> _failures = [];

    public bool Any => _failures.Count > 0;

    public IReadOnlyList<Failure> InOrder => [.. _failures.OrderBy(mistake => mistake.Where.Line).ThenBy(mistake => mistake.Where.Column).Select(mistake => mistake.Failure)];

    public void Value(YamlNode node, string message, string remedy)
    {
        ArgumentNullException.ThrowIfNull(node);
        Add("value", node.Start, message, remedy);
    }

    public void UnknownKey(YamlNode key, string owner, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(key);
        Add("unknown_key", key.Start, $"{owner} has an unknown key in this line.", $"The keys are: {string.Join(", ", known)}.");
    }

    public void Missing(YamlNode owner, string message, string remedy)
    {
        ArgumentNullException.ThrowIfNull(owner);
        Add("missing", owner.Start, message, remedy);
    }

    /// <param name="code">Behind the kind: "syntax".</param>
    /// <param name="where">In the file.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    public void Add(string code, Mark where, string message, string remedy)
    {
        var place = new Place { Path = path, Line = (int)Math.Max(1, where.Line) };
        _failures.Add((where, new Failure { Code = $"{kind}.{code}", Category = FailureCategory.Configuration, Message = message, Place = place, Remedy = remedy }));
    }
}
