namespace Rushes.Storage.Composing;

/// <summary>A part of an object that is put together: bytes of ours, or a range of an object that is there already.</summary>
public readonly record struct ObjectPiece
{
    private ObjectPiece(ReadOnlyMemory<byte> bytes, string? uri, long offset, long length, IObjectStore? store) =>
        (Bytes, Uri, Offset, Length, Store) = (bytes, uri, offset, length, store);

    /// <summary>Of ours; empty where it is a range.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Of the object that it is a range of; null: bytes of ours.</summary>
    public string? Uri { get; }

    /// <summary>Of a range in its object, bytes.</summary>
    public long Offset { get; }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>The store that the object lies in, and that says whether it may be read; null: the one that composes.</summary>
    public IObjectStore? Store { get; private init; }

    /// <param name="bytes">Need stay as they are only until the next piece is asked for.</param>
    public static ObjectPiece Of(ReadOnlyMemory<byte> bytes) => new(bytes, null, 0, bytes.Length, null);

    /// <param name="uri">Of an object that does not change meanwhile.</param>
    /// <param name="offset">In the object, bytes.</param>
    /// <param name="length">Bytes.</param>
    public static ObjectPiece Of(string uri, long offset, long length)
    {
        ArgumentException.ThrowIfNullOrEmpty(uri);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, long.MaxValue - offset);
        return new ObjectPiece(default, uri, offset, length, null);
    }

    /// <summary>The same, of a store where none is named yet.</summary>
    public ObjectPiece In(IObjectStore store) => Uri is null ? this : this with { Store = Store ?? store };

    /// <summary>A part of it.</summary>
    /// <param name="offset">In the piece, bytes.</param>
    /// <param name="length">Bytes.</param>
    internal ObjectPiece Slice(long offset, long length) => Uri is null
        ? Of(Bytes.Slice((int)offset, (int)length))
        : new ObjectPiece(default, Uri, Offset + offset, length, Store);

    /// <summary>Whether the other goes on in the same object where this one ends.</summary>
    internal bool IsFollowedBy(ObjectPiece next) => Uri is not null && Uri == next.Uri && Store == next.Store && Offset + Length == next.Offset;

    /// <summary>Both, where the other follows this one.</summary>
    internal ObjectPiece With(ObjectPiece next) => new(default, Uri, Offset, Length + next.Length, Store);
}
