using Microsoft.Extensions.Logging;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Platform.Rpc;

/// <summary>How methods are served.</summary>
public sealed record RpcOptions
{
    /// <summary>Who may call.</summary>
    public required RpcAccess Access { get; init; }

    public required ILogger Logger { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A longer request is refused. Default 4 MiB.</summary>
    public int MaxMessageBytes { get; init; } = MessageFrames.DefaultMaxBytes;

    /// <summary>A caller that has not taken a response after so long is cut off: what it keeps here is for others. Default 2 minutes.</summary>
    public TimeSpan TakeWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>When cancelled, calls that are open end with <see cref="RpcCode.Unavailable"/>: the server stops.</summary>
    public CancellationToken Stopping { get; init; }
}
