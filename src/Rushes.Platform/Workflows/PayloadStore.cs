using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Platform.Functions;
using Rushes.Storage;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Keeps rows small: what is larger becomes an immutable object named by its digest, so writing one again after a crash is
/// harmless. It belongs to a run, and goes with it.
/// </summary>
internal sealed class PayloadStore(IObjectStore store)
{
    /// <summary>More than this is no message but media, and belongs into an object that the message refers to.</summary>
    public const int LargestBytes = 64 << 20;

    /// <param name="run">That the message is part of, or one that led to it.</param>
    /// <param name="message">Small or large.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="PayloadTooLargeException">It is larger than <see cref="LargestBytes"/>.</exception>
    public async Task<Payload> KeepAsync(string run, IMessage message, CancellationToken cancellationToken)
    {
        var size = message.CalculateSize();
        if (size > LargestBytes)
        {
            throw new PayloadTooLargeException(message.Descriptor.FullName, size, LargestBytes);
        }

        var bytes = message.ToByteArray();
        return size <= Payload.InlineBytes ? new Payload(bytes, null) : new Payload(null, await PutAsync(run, bytes, cancellationToken));
    }

    /// <exception cref="InvalidDataException">The object is not what was written.</exception>
    public async Task<byte[]> ReadAsync(Payload payload, CancellationToken cancellationToken)
    {
        if (payload.Object is not { } stored)
        {
            return payload.Inline ?? throw new InvalidOperationException("There is no such payload.");
        }

        await using var stream = await store.OpenReadAsync(stored.Uri, cancellationToken);
        using var content = new MemoryStream((int)Math.Min(stored.Size, LargestBytes));
        await stream.CopyToAsync(content, cancellationToken);
        var bytes = content.ToArray();
        return SHA256.HashData(bytes).AsSpan().SequenceEqual(stored.Digest.Span)
            ? bytes
            : throw new InvalidDataException($"{stored.Uri} is not what was written.");
    }

    private async Task<StoredObject> PutAsync(string run, byte[] bytes, CancellationToken cancellationToken)
    {
        var digest = SHA256.HashData(bytes);
        using var content = new MemoryStream(bytes, writable: false);
        var uri = await store.PutAsync($"{AttemptKey.RunPrefix(run)}payloads/{Convert.ToHexStringLower(digest)}", content, cancellationToken);
        return new StoredObject { Uri = uri, Digest = UnsafeByteOperations.UnsafeWrap(digest), Size = bytes.Length };
    }
}
