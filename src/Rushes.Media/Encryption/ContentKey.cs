using System.Security.Cryptography;

namespace Rushes.Media.Encryption;

/// <summary>A key and its id. The key itself is never part of a message, and is wiped when this is disposed.</summary>
public sealed class ContentKey : IDisposable
{
    /// <summary>Of the key, bytes: AES-128 (ISO/IEC 23001-7 §9.1).</summary>
    public const int Size = 16;

    private readonly byte[] _key;

    /// <param name="id">The KID, in the order of its text.</param>
    /// <param name="key">16 bytes; copied.</param>
    public ContentKey(Guid id, ReadOnlySpan<byte> key)
    {
        if (key.Length != Size)
        {
            throw new ArgumentException($"A content key has {Size} bytes, not {key.Length}.", nameof(key));
        }

        Id = id;
        _key = GC.AllocateArray<byte>(Size, pinned: true); // the collector makes no copies that nobody wipes
        key.CopyTo(_key);
    }

    /// <summary>The KID.</summary>
    public Guid Id { get; }

    internal ReadOnlySpan<byte> Bytes => _key;

    /// <summary>Takes the same time wherever they differ.</summary>
    public bool HasSameKeyAs(ContentKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(_key, other._key);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    /// <summary>The KID alone.</summary>
    public override string ToString() => Id.ToString();
}
