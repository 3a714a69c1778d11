using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Rushes.Storage.Composing;

namespace Rushes.Storage.Local;

/// <summary>
/// Writes a file of pieces: long ranges of other files by the kernel, the rest through one buffer, so that a thousand small
/// pieces are a few large writes.
/// </summary>
internal sealed class LocalComposition : IAsyncDisposable
{
    private const int BufferBytes = 1 << 20;

    /// <summary>A shorter range is cheaper to read and to write with its neighbours. Measured on ext4 and tmpfs: from here on there is no difference.</summary>
    private const int ShortestCopied = 64 << 10;

    private readonly LocalObjectStore _store;
    private readonly SourceVersions _versions;
    private readonly OpenObjects<Stream> _sources;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private SafeFileHandle _file = null!;
    private long _written;
    private int _buffered;

    /// <param name="store">That the pieces are of, where they name no other.</param>
    public LocalComposition(LocalObjectStore store)
    {
        _store = store;
        _versions = new SourceVersions(store);
        _sources = new OpenObjects<Stream>(OpenAsync);
    }

    /// <summary>Bytes that passed through the buffer, or came from our caller.</summary>
    public long Streamed => _written - Copied;

    /// <summary>Bytes that the kernel has copied.</summary>
    public long Copied { get; private set; }

    /// <param name="file">Empty.</param>
    /// <inheritdoc cref="IObjectStore.ComposeAsync"/>
    public async Task WriteAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, SafeFileHandle file, CancellationToken cancellationToken)
    {
        _file = file;
        await foreach (var piece in PieceRuns.OfAsync(pieces, size, cancellationToken))
        {
            await (piece.Uri is null ? AppendAsync(piece.Bytes, cancellationToken) : CopyAsync(piece, cancellationToken));
        }

        await FlushAsync(cancellationToken);
        await _versions.CheckAllAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        await _sources.DisposeAsync();
    }

    private async ValueTask CopyAsync(ObjectPiece range, CancellationToken cancellationToken)
    {
        await _versions.CheckAsync(range, cancellationToken);
        var source = await _sources.GetAsync(range, cancellationToken);
        if (range.Length >= ShortestCopied && source is LocalReadStream from)
        {
            await FlushAsync(cancellationToken);
            var copied = KernelCopy.Copy(from.Handle, range.Offset, _file, _written, range.Length, cancellationToken);
            _written += copied;
            Copied += copied;
            range = range.Slice(copied, range.Length - copied);
        }

        await StreamAsync(source, range, cancellationToken);
    }

    private async ValueTask StreamAsync(Stream source, ObjectPiece range, CancellationToken cancellationToken)
    {
        source.Position = range.Offset;
        for (var left = range.Length; left > 0;)
        {
            var free = await MakeRoomAsync(cancellationToken);
            var read = await source.ReadAsync(free[..(int)Math.Min(free.Length, left)], cancellationToken);
            if (read == 0)
            {
                throw SourceVersions.Changed($"{range.Uri} was cut off while it was copied.");
            }

            _buffered += read;
            left -= read;
        }
    }

    private async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length >= BufferBytes)
        {
            await FlushAsync(cancellationToken);
            await RandomAccess.WriteAsync(_file, bytes, _written, cancellationToken);
            _written += bytes.Length;
            return;
        }

        while (!bytes.IsEmpty)
        {
            var free = await MakeRoomAsync(cancellationToken);
            var count = Math.Min(free.Length, bytes.Length);
            bytes[..count].CopyTo(free);
            _buffered += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>The rest of the buffer, which is not empty.</summary>
    private async ValueTask<Memory<byte>> MakeRoomAsync(CancellationToken cancellationToken)
    {
        if (_buffered == BufferBytes)
        {
            await FlushAsync(cancellationToken);
        }

        return _buffer.AsMemory(_buffered, BufferBytes - _buffered);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await RandomAccess.WriteAsync(_file, _buffer.AsMemory(0, _buffered), _written, cancellationToken);
        _written += _buffered;
        _buffered = 0;
    }

    /// <summary>As a file where it is one, whichever store it is of.</summary>
    private async Task<Stream> OpenAsync(ObjectPiece range, CancellationToken cancellationToken) =>
        range.Store is null ? await _store.OpenReadAsync(range.Uri!, cancellationToken)
        : range.Store.TryGetLocalPath(range.Uri!) is { } path ? new LocalReadStream(path)
        : await range.Store.OpenReadAsync(range.Uri!, cancellationToken);
}
