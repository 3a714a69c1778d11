namespace Rushes.Platform.Workflows.Rules;

/// <summary>A lambda of a rule has thrown, or says something else than before.</summary>
internal sealed class BrokenRuleException(string rules, string rule, string what, Exception? inner = null)
    : Exception($"Rule '{rule}' of {rules}: {what}", inner);
