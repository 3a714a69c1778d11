namespace Rushes.Platform.Queue;

/// <summary>News that a commit has made, for whoever waits for it.</summary>
/// <param name="Kind">What has happened.</param>
/// <param name="Subject">To which queue, message or run.</param>
internal readonly record struct Signal(SignalKind Kind, string Subject);

internal enum SignalKind
{
    /// <summary>Something has arrived in a queue.</summary>
    Arrived,

    /// <summary>The lease of a message was ended from outside.</summary>
    Revoked,

    /// <summary>Work on a message is to stand still.</summary>
    Frozen,

    /// <summary>Work on a message is to go on.</summary>
    Resumed,

    /// <summary>A run has ended.</summary>
    RunEnded,

    /// <summary>Some run has changed.</summary>
    RunChanged,
}
