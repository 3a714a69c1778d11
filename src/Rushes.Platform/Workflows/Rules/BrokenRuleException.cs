namespace Rushes.Platform.Workflows.Rules;

/// <summary>A lambda of a rule has thrown, or says something else than before.</summary>
internal sealed class BrokenRuleException(RuleDefinition rule, string what, Exception? inner = null)
    : Exception($"Rule '{rule.Name}' of {rule.RuleSet}: {what}", inner);
