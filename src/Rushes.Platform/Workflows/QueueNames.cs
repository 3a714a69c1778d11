namespace Rushes.Platform.Workflows;

/// <summary>The queues of the platform.</summary>
internal static class QueueNames
{
    /// <summary>Light: steps of workflows and calls, taken by the executor.</summary>
    public const string Steps = "steps";

    /// <summary>Functions, taken by workers.</summary>
    public const string Compute = "compute";

    /// <summary>Ends of jobs, for who has asked to be told.</summary>
    public const string Webhooks = "webhooks";
}
