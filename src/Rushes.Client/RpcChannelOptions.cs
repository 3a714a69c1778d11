using Rushes.Contracts.Rpc;

namespace Rushes.Client;

/// <summary>How a channel reaches its server.</summary>
public sealed record RpcChannelOptions
{
    /// <summary>Says who calls; null: the server asks for none, as one on this machine may.</summary>
    public string? Token { get; init; }

    /// <summary>A longer response ends the call. Default 4 MiB.</summary>
    public int MaxMessageBytes { get; init; } = MessageFrames.DefaultMaxBytes;

    /// <summary>What sends requests; the channel disposes it. Null: one of <see cref="RpcChannel.CreateHandler"/>.</summary>
    public HttpMessageHandler? Handler { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
