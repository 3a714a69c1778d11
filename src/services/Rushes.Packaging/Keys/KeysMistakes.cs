using Rushes.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rushes.Packaging.Keys;

/// <summary>Gathers the mistakes of one keys file, each with its line. No message repeats a value of the file: it may be a secret.</summary>
internal sealed class KeysMistakes(string path)
{
    private readonly List<Failure> _failures = [];

    public bool Any => _failures.Count > 0;

    public IReadOnlyList<Failure> InOrder => [.. _failures.OrderBy(failure => failure.Place.Line)];

    public void Value(YamlNode node, string message, string remedy) => Add("keys.value", node.Start, message, remedy);

    public void UnknownKey(YamlNode key, string owner, IEnumerable<string> known) =>
        Add("keys.unknown_key", key.Start, $"{owner} has an unknown key in this line.", $"The keys are: {string.Join(", ", known)}.");

    public void Missing(YamlNode owner, string message, string remedy) => Add("keys.missing", owner.Start, message, remedy);

    public void Add(string code, Mark where, string message, string remedy)
    {
        var place = new Place { Path = path, Line = (int)Math.Max(1, where.Line) };
        _failures.Add(new Failure { Code = code, Category = FailureCategory.Configuration, Message = message, Place = place, Remedy = remedy });
    }
}
