namespace Rushes.Platform.Workflows.Rules;

/// <summary>What was declared so far, and whether it fits together.</summary>
internal sealed class RuleDeclarations(string name, IFactKind request)
{
    private readonly List<RuleDefinition> _rules = [];
    private readonly List<IFactKind> _accepted = [];

    public string Name => name;

    public IReadOnlyList<RuleDefinition> Rules => _rules;

    public IReadOnlyList<IFactKind> Accepted => _accepted;

    public IFactKind RequestKind => request;

    public void Accept(IFactKind kind) => _accepted.Add(kind);

    /// <exception cref="ArgumentException">The name is wrong or taken.</exception>
    public RuleDefinition Add(RuleDefinition rule)
    {
        if (!NodeName.IsValid(rule.Name))
        {
            throw new ArgumentException($"{name}: '{rule.Name}' is no name of a rule. Lower-case letters, digits and hyphens make one.", nameof(rule));
        }

        if (_rules.Any(other => other.Name == rule.Name))
        {
            throw new ArgumentException($"{name}: there is a rule '{rule.Name}' already.", nameof(rule));
        }

        _rules.Add(rule);
        return rule;
    }

    /// <exception cref="ArgumentException">The rules do not fit together; every reason is named.</exception>
    public void Check()
    {
        string[] problems =
        [
            .. _rules.Any(rule => rule.Response is not null) ? Array.Empty<string>() : ["No rule ends the run."],
            .. _rules.Where(rule => rule is { Response: null, FollowUp: null, Emissions: [] }).Select(rule => $"Rule '{rule.Name}' does nothing."),
            .. _rules.Where(rule => rule.Gives.Contains(request)).Select(rule => $"Rule '{rule.Name}' gives a request."),
            .. Uses().GroupBy(use => use.Kind.Name).Where(uses => uses.Select(use => use.Kind).Distinct().Count() > 1)
                .Select(uses => $"Kind '{uses.Key}' is declared more than once, or of another rule set: {string.Join(", ", uses.Select(use => use.Place).Distinct())}."),
            .. _rules.SelectMany(rule => rule.Waits.Distinct().Where(NeverThere)
                .Select(kind => $"Rule '{rule.Name}' looks for '{kind.Name}', which no rule gives and which is not accepted from outside.")),
        ];
        if (problems.Length > 0)
        {
            throw new ArgumentException($"{name}: {string.Join(' ', problems)}");
        }
    }

    public IReadOnlyDictionary<string, IFactKind> Kinds() =>
        Uses().Select(use => use.Kind).Append(request).Distinct().ToDictionary(kind => kind.Name);

    private bool NeverThere(IFactKind kind) =>
        kind != request && !_accepted.Contains(kind) && !_rules.Any(rule => rule.Gives.Contains(kind));

    private IEnumerable<(IFactKind Kind, string Place)> Uses() =>
    [
        (request, "the request"),
        .. _accepted.Select(kind => (kind, "from outside")),
        .. _rules.SelectMany(rule => rule.Waits.Concat(rule.Gives).Select(kind => (kind, $"rule '{rule.Name}'"))),
    ];
}
