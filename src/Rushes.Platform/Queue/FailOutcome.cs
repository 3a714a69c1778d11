namespace Rushes.Platform.Queue;

/// <summary>What became of a message whose work failed.</summary>
internal enum FailOutcome
{
    /// <summary>The lease was lost meanwhile; nothing changed.</summary>
    Refused,

    /// <summary>It will be delivered again.</summary>
    Retried,

    /// <summary>It will not.</summary>
    Dead,
}
