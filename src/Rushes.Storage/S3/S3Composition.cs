using System.Buffers;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;
using Rushes.Storage.Composing;

namespace Rushes.Storage.S3;

/// <summary>Makes an object of pieces by an upload in parts: some are sent, and the server copies the others.</summary>
internal sealed class S3Composition : IAsyncDisposable
{
    private const int CopiesAtOnce = 4;

    private readonly S3ObjectStore _store;
    private readonly S3Calls _calls;
    private readonly S3Address _place;
    private readonly SemaphoreSlim _free;
    private readonly S3Settings _settings;
    private readonly ILogger _logger;
    private readonly SourceVersions _versions;
    private readonly StreamedPieces _streamed;
    private readonly SemaphoreSlim _copies = new(CopiesAtOnce);
    private long _copied;

    /// <param name="free">Places of full parts, of all uploads.</param>
    public S3Composition(S3ObjectStore store, S3Calls calls, S3Address place, SemaphoreSlim free, S3Settings settings, ILogger logger)
    {
        (_store, _calls, _place, _free, _settings, _logger) = (store, calls, place, free, settings, logger);
        _versions = new SourceVersions(store);
        _streamed = new StreamedPieces(store, _versions);
    }

    /// <inheritdoc cref="IObjectStore.ComposeAsync"/>
    public async Task<ComposedObject> RunAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken)
    {
        if (size <= _settings.PartBytes)
        {
            await PutAsync(pieces, size, cancellationToken);
        }
        else
        {
            await new S3Upload(_calls, _place, _logger).RunAsync((id, token) => SendAsync(pieces, size, id, token), cancellationToken);
        }

        return new ComposedObject(_place.ToString(), size - _copied, _copied);
    }

    public async ValueTask DisposeAsync()
    {
        await _streamed.DisposeAsync();
        _copies.Dispose();
    }

    private async Task PutAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken)
    {
        // A part that can never be large enough: nothing is copied, and all is one.
        var parts = await PlanAsync(pieces, size, size + 1, cancellationToken).ToListAsync(cancellationToken);
        var whole = parts.Count == 1 ? parts[0] : new PlannedPart([], 0, IsCopied: false);
        await _free.WaitAsync(cancellationToken);
        using var part = await FillAsync(whole, 1, cancellationToken);
        await _versions.CheckAllAsync(cancellationToken);
        await new S3Send(_calls, _place).PutAsync(part, cancellationToken);
    }

    private async Task<SentParts> SendAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, string id, CancellationToken cancellationToken)
    {
        await using var parts = new PartTasks(cancellationToken);
        try
        {
            var number = 0;
            await foreach (var planned in PlanAsync(pieces, size, S3Settings.LeastPartBytes, parts.Stopped))
            {
                var own = ++number;
                await (planned.IsCopied ? _copies : _free).WaitAsync(parts.Stopped);
                parts.Add(token => planned.IsCopied ? CopyAsync(planned, id, own, token) : SendAsync(planned, id, own, token));
            }

            var tags = await parts.WaitAsync();
            await _versions.CheckAllAsync(cancellationToken);
            return new SentParts(tags, size);
        }
        catch
        {
            await parts.ThrowFirstFailureAsync();
            throw;
        }
    }

    private IAsyncEnumerable<PlannedPart> PlanAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, long least, CancellationToken cancellationToken) =>
        new PartPlan(PartBudget.Of(size, least, _settings.PartBytes), _settings.CopyBytes)
            .OfAsync(_streamed.OfAsync(PieceRuns.OfAsync(pieces, size, cancellationToken), cancellationToken), cancellationToken);

    private async Task<PartETag> CopyAsync(PlannedPart planned, string id, int number, CancellationToken cancellationToken)
    {
        try
        {
            var range = planned.Pieces[0];
            await _versions.CheckAsync(range, cancellationToken);
            var tag = await S3Copy.PartAsync(
                _calls, _store.Readable(range.Uri!), range.Offset, range.Length, _place, id, number, cancellationToken);
            Interlocked.Add(ref _copied, range.Length);
            return tag;
        }
        finally
        {
            _copies.Release();
        }
    }

    private async Task<PartETag> SendAsync(PlannedPart planned, string id, int number, CancellationToken cancellationToken) =>
        await new S3Send(_calls, _place).SendAsync(await FillAsync(planned, number, cancellationToken), id, cancellationToken);

    /// <summary>Has taken its place already, and gives it back when it fails.</summary>
    private async Task<Part> FillAsync(PlannedPart planned, int number, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)planned.Length);
        var part = new Part(number, buffer, (int)planned.Length, isLast: false, _free);
        try
        {
            var at = 0;
            foreach (var piece in planned.Pieces)
            {
                await ReadAsync(piece, buffer.AsMemory(at, (int)piece.Length), cancellationToken);
                at += (int)piece.Length;
            }

            return part;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    private async Task ReadAsync(ObjectPiece piece, Memory<byte> target, CancellationToken cancellationToken)
    {
        if (piece.Uri is null)
        {
            piece.Bytes.CopyTo(target);
            return;
        }

        var version = await _versions.CheckAsync(piece, cancellationToken);
        await S3Ranges.FetchAsync(_calls, _store.Readable(piece.Uri), version, piece.Offset, target, cancellationToken);
    }
}
