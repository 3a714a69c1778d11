using System.Buffers;
using Amazon.S3.Model;
using Rushes.Storage.Composing;

namespace Rushes.Storage.S3;

/// <summary>Makes the parts of uploads, a few at once: some are sent, and the server copies the others.</summary>
/// <param name="store">That composes.</param>
/// <param name="calls">Of the server.</param>
/// <param name="free">Places of full parts, of all uploads.</param>
/// <param name="versions">Of what is read and copied.</param>
internal sealed class S3Parts(S3ObjectStore store, S3Calls calls, SemaphoreSlim free, SourceVersions versions) : IDisposable
{
    private const int CopiesAtOnce = 4;

    private readonly SemaphoreSlim _copies = new(CopiesAtOnce);
    private long _streamed;

    /// <summary>Bytes that were sent.</summary>
    public long Streamed => Interlocked.Read(ref _streamed);

    /// <summary>As many parts as go into an upload, of those that are left.</summary>
    /// <param name="planned">What is left.</param>
    /// <param name="place">Of the upload.</param>
    /// <param name="id">Of the upload.</param>
    /// <param name="most">Parts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SentParts> MakeAsync(PlannedParts planned, S3Address place, string id, int most, CancellationToken cancellationToken)
    {
        var size = 0L;
        var tags = await PartTasks.RunAsync(
            async parts =>
            {
                for (var number = 1; number <= most && await planned.HasMoreAsync(); number++)
                {
                    var (own, part) = (number, planned.Take());
                    size += part.Length;
                    await (part.IsCopied ? _copies : free).WaitAsync(parts.Stopped);
                    parts.Add(token => part.IsCopied ? CopyAsync(part, place, id, own, token) : SendAsync(part, place, id, own, token));
                }
            },
            cancellationToken);
        return new SentParts(tags, size);
    }

    /// <summary>An object becomes parts of an upload, all about as long as each other: none but the last of an object may be short.</summary>
    /// <param name="from">The object.</param>
    /// <param name="size">Of it, bytes.</param>
    /// <param name="usual">Bytes of a part, at most.</param>
    /// <param name="place">Of the upload.</param>
    /// <param name="id">Of the upload.</param>
    /// <param name="before">Parts that it has.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<List<PartETag>> AppendAsync(
        S3Address from, long size, long usual, S3Address place, string id, int before, CancellationToken cancellationToken) => PartTasks.RunAsync(
        async parts =>
        {
            var count = (size + usual - 1) / usual;
            for (var i = 0; i < count; i++)
            {
                var (number, first, end) = (before + i + 1, size / count * i, i + 1 == count ? size : size / count * (i + 1));
                await _copies.WaitAsync(parts.Stopped);
                parts.Add(token => CopyAsync(from, first, end - first, place, id, number, token));
            }
        },
        cancellationToken);

    /// <summary>Has taken its place among the full parts already, and gives it back when it fails.</summary>
    public async Task<Part> FillAsync(PlannedPart planned, int number, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)planned.Length);
        var part = new Part(number, buffer, (int)planned.Length, isLast: false, free);
        try
        {
            var at = 0;
            foreach (var piece in planned.Pieces)
            {
                await ReadAsync(piece, buffer.AsMemory(at, (int)piece.Length), cancellationToken);
                at += (int)piece.Length;
            }

            Interlocked.Add(ref _streamed, planned.Length);
            return part;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    public void Dispose() => _copies.Dispose();

    private async Task<PartETag> SendAsync(PlannedPart planned, S3Address place, string id, int number, CancellationToken cancellationToken) =>
        await new S3Send(calls, place).SendAsync(await FillAsync(planned, number, cancellationToken), id, cancellationToken);

    private async Task<PartETag> CopyAsync(PlannedPart planned, S3Address place, string id, int number, CancellationToken cancellationToken)
    {
        var range = planned.Pieces[0];
        try
        {
            await versions.CheckAsync(range, cancellationToken);
        }
        catch
        {
            _copies.Release();
            throw;
        }

        return await CopyAsync(store.Readable(range.Uri!), range.Offset, range.Length, place, id, number, cancellationToken);
    }

    /// <summary>Has taken its place among the copies already, and gives it back.</summary>
    private async Task<PartETag> CopyAsync(
        S3Address from, long first, long length, S3Address to, string id, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await S3Copy.PartAsync(calls, from, first, length, to, id, number, cancellationToken);
        }
        finally
        {
            _copies.Release();
        }
    }

    private async Task ReadAsync(ObjectPiece piece, Memory<byte> target, CancellationToken cancellationToken)
    {
        if (piece.Uri is null)
        {
            piece.Bytes.CopyTo(target);
            return;
        }

        var version = await versions.CheckAsync(piece, cancellationToken);
        await S3Ranges.FetchAsync(calls, store.Readable(piece.Uri), version, piece.Offset, target, cancellationToken);
    }
}
