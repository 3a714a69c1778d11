namespace Rushes.Platform.Workflows.Rules;

/// <summary>What became of a fact that was asserted from outside.</summary>
public enum FactReceipt
{
    /// <summary>It is a new version, and the rules are asked.</summary>
    Taken,

    /// <summary>The same was asserted before; nothing happens.</summary>
    Known,

    /// <summary>The run has ended.</summary>
    TooLate,
}
