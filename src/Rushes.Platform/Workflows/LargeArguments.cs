using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Storage;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Arguments that no row holds: a reduce gets one result from each item of its map, and nobody bounds their number. They
/// become immutable objects named by their digest, so writing one again after a crash is harmless.
/// </summary>
internal sealed class LargeArguments(IObjectStore store)
{
    /// <summary>Puts the argument into the message, or into the store where it is too large.</summary>
    public async Task<RunFunction> AttachAsync(RunFunction message, IMessage argument, CancellationToken cancellationToken)
    {
        var bytes = argument.ToByteArray();
        if (bytes.Length <= PayloadLimit.Bytes)
        {
            message.Argument = UnsafeByteOperations.UnsafeWrap(bytes);
            return message;
        }

        var digest = SHA256.HashData(bytes);
        using var content = new MemoryStream(bytes, writable: false);
        message.ArgumentUri = await store.PutAsync($"arguments/{Convert.ToHexStringLower(digest)}", content, cancellationToken);
        message.ArgumentDigest = UnsafeByteOperations.UnsafeWrap(digest);
        return message;
    }

    /// <exception cref="InvalidDataException">The object is not what was written.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(RunFunction message, CancellationToken cancellationToken)
    {
        if (message.ArgumentUri.Length == 0)
        {
            return message.Argument.Memory;
        }

        await using var stream = await store.OpenReadAsync(message.ArgumentUri, cancellationToken);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellationToken);
        var bytes = content.ToArray();
        return SHA256.HashData(bytes).AsSpan().SequenceEqual(message.ArgumentDigest.Span)
            ? bytes
            : throw new InvalidDataException($"{message.ArgumentUri} is not what was written.");
    }
}
