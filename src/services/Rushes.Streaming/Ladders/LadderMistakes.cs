using Rushes.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rushes.Streaming.Ladders;

/// <summary>Gathers the mistakes of one ladder file, each with its line.</summary>
internal sealed class LadderMistakes(string path)
{
    private readonly List<Failure> _failures = [];

    public bool Any => _failures.Count > 0;

    public IReadOnlyList<Failure> InOrder => [.. _failures.OrderBy(failure => failure.Place.Line)];

    public void Value(YamlNode node, string message, string remedy) => Add("ladder.value", node.Start, message, remedy);

    public void UnknownKey(YamlNode key, string owner, IEnumerable<string> known) =>
        Add("ladder.unknown_key", key.Start, $"{owner} has no key '{key}'.", $"The keys are: {string.Join(", ", known)}.");

    public void Missing(YamlNode owner, string message, string remedy) => Add("ladder.missing", owner.Start, message, remedy);

    public void Add(string code, Mark where, string message, string remedy)
    {
        var place = new Place { Path = path, Line = (int)Math.Max(1, where.Line) };
        _failures.Add(new Failure { Code = code, Category = FailureCategory.Configuration, Message = message, Place = place, Remedy = remedy });
    }
}
