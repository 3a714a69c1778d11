using System.Buffers;
using System.Globalization;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;
using Rushes.Storage.Composing;

namespace Rushes.Storage.S3;

/// <summary>Makes an object of pieces by an upload in parts: some are sent, and the server copies the others.</summary>
internal sealed partial class S3Composition : IAsyncDisposable
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
    private long _streamedBytes;

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

        return new ComposedObject(_place.ToString(), _streamedBytes, size - _streamedBytes);
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
        _streamedBytes = size;
        await new S3Send(_calls, _place).PutAsync(part, cancellationToken);
    }

    /// <summary>
    /// More ranges than an upload may have parts: the later ones become objects of their own first, sections, and the server copies
    /// those in turn. The bytes still do not pass through us.
    /// </summary>
    private async Task<SentParts> SendAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, string id, CancellationToken cancellationToken)
    {
        var forSections = _settings.PartsOfUpload / 5;
        await using var planned = new PlannedParts(PlanAsync(pieces, size, S3Settings.LeastPartBytes, cancellationToken));
        var tags = (await SendAsync(planned, _place, id, _settings.PartsOfUpload - forSections, cancellationToken)).Tags;
        for (var number = 1; await planned.HasMoreAsync(); number++)
        {
            var section = await CreateSectionAsync(planned, number, cancellationToken);
            tags.AddRange(await AppendAsync(section, Math.Max(_settings.CopyBytes, size / (forSections / 2)), id, tags.Count, cancellationToken));
        }

        await _versions.CheckAllAsync(cancellationToken);
        return new SentParts(tags, size);
    }

    /// <summary>As many parts as go into an upload, of those that are left.</summary>
    private async Task<SentParts> SendAsync(PlannedParts planned, S3Address place, string id, int most, CancellationToken cancellationToken)
    {
        await using var parts = new PartTasks(cancellationToken);
        try
        {
            var (number, size) = (0, 0L);
            while (number < most && await planned.HasMoreAsync())
            {
                var (own, part) = (++number, planned.Take());
                size += part.Length;
                await (part.IsCopied ? _copies : _free).WaitAsync(parts.Stopped);
                parts.Add(token => part.IsCopied ? CopyAsync(part, place, id, own, token) : SendAsync(part, place, id, own, token));
            }

            return new SentParts(await parts.WaitAsync(), size);
        }
        catch
        {
            await parts.ThrowFirstFailureAsync();
            throw;
        }
    }

    private async Task<(S3Address Place, long Size)> CreateSectionAsync(PlannedParts planned, int number, CancellationToken cancellationToken)
    {
        var place = _place with { Key = string.Create(CultureInfo.InvariantCulture, $"{_place.Key}.section-{number}") };
        var size = 0L;
        await new S3Upload(_calls, place, _logger).RunAsync(
            async (id, token) =>
            {
                var sent = await SendAsync(planned, place, id, _settings.PartsOfUpload, token);
                size = sent.Size;
                return sent;
            },
            cancellationToken);
        return (place, size);
    }

    private async Task<List<PartETag>> AppendAsync(
        (S3Address Place, long Size) section, long usual, string id, int before, CancellationToken cancellationToken)
    {
        try
        {
            // About as long as each other: none but the last of the object may be short.
            var count = (int)((section.Size + usual - 1) / usual);
            await using var parts = new PartTasks(cancellationToken);
            for (var i = 0; i < count; i++)
            {
                var (from, to) = (section.Size / count * i, i + 1 == count ? section.Size : section.Size / count * (i + 1));
                var number = before + i + 1;
                await _copies.WaitAsync(parts.Stopped);
                parts.Add(token => CopyAsync(section.Place, from, to - from, _place, id, number, token));
            }

            return await parts.WaitAsync();
        }
        finally
        {
            await RemoveAsync(section.Place);
        }
    }

    /// <summary>Also when the caller has cancelled, and only once: one that stays is replaced by the next try, or goes with its folder.</summary>
    private async Task RemoveAsync(S3Address section)
    {
        try
        {
            await _calls.TryAsync(section, 0, (client, token) => client.DeleteObjectAsync(section.Bucket, section.Key, token), CancellationToken.None);
        }
        catch (IOException error)
        {
            Log.SectionStays(_logger, section, error.Message);
        }
    }

    private IAsyncEnumerable<PlannedPart> PlanAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, long least, CancellationToken cancellationToken) =>
        new PartPlan(PartBudget.Of(size, PartSizes.MostOfSections, least, _settings.PartBytes), _settings.CopyBytes)
            .OfAsync(_streamed.OfAsync(PieceRuns.OfAsync(pieces, size, cancellationToken), cancellationToken), cancellationToken);

    private async Task<PartETag> CopyAsync(PlannedPart planned, S3Address place, string id, int number, CancellationToken cancellationToken)
    {
        var range = planned.Pieces[0];
        try
        {
            await _versions.CheckAsync(range, cancellationToken);
        }
        catch
        {
            _copies.Release();
            throw;
        }

        return await CopyAsync(_store.Readable(range.Uri!), range.Offset, range.Length, place, id, number, cancellationToken);
    }

    /// <summary>Has taken its place among the copies already, and gives it back.</summary>
    private async Task<PartETag> CopyAsync(
        S3Address from, long first, long length, S3Address to, string id, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await S3Copy.PartAsync(_calls, from, first, length, to, id, number, cancellationToken);
        }
        finally
        {
            _copies.Release();
        }
    }

    private async Task<PartETag> SendAsync(PlannedPart planned, S3Address place, string id, int number, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _streamedBytes, planned.Length);
        return await new S3Send(_calls, place).SendAsync(await FillAsync(planned, number, cancellationToken), id, cancellationToken);
    }

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

    private static partial class Log
    {
        [LoggerMessage(7003, LogLevel.Warning, "{Place}: a section of an object is still there: {Reason}")]
        public static partial void SectionStays(ILogger logger, S3Address place, string reason);
    }
}
