using Microsoft.Extensions.Logging;
using Rushes.Storage.Composing;

namespace Rushes.Storage.S3;

/// <summary>Makes an object of pieces by an upload in parts.</summary>
internal sealed class S3Composition : IAsyncDisposable
{
    private readonly S3Calls _calls;
    private readonly S3Address _place;
    private readonly SemaphoreSlim _free;
    private readonly S3Settings _settings;
    private readonly ILogger _logger;
    private readonly SourceVersions _versions;
    private readonly StreamedPieces _streamed;
    private readonly S3Parts _parts;

    /// <param name="free">Places of full parts, of all uploads.</param>
    public S3Composition(S3ObjectStore store, S3Calls calls, S3Address place, SemaphoreSlim free, S3Settings settings, ILogger logger)
    {
        (_calls, _place, _free, _settings, _logger) = (calls, place, free, settings, logger);
        _versions = new SourceVersions(store);
        _streamed = new StreamedPieces(store, _versions);
        _parts = new S3Parts(store, calls, free, _versions);
    }

    /// <inheritdoc cref="IObjectStore.ComposeAsync"/>
    public async Task<ComposedObject> RunAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken)
    {
        await (size <= _settings.PartBytes
            ? PutAsync(pieces, size, cancellationToken)
            : new S3Upload(_calls, _place, _logger).RunAsync((id, token) => SendAsync(pieces, size, id, token), cancellationToken));
        return new ComposedObject(_place.ToString(), _parts.Streamed, size - _parts.Streamed);
    }

    public async ValueTask DisposeAsync()
    {
        await _streamed.DisposeAsync();
        _parts.Dispose();
    }

    private async Task PutAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken)
    {
        // A part that can never be large enough: nothing is copied, and all is one.
        var parts = await PlanAsync(pieces, size, size + 1, cancellationToken).ToListAsync(cancellationToken);
        var whole = parts.Count == 1 ? parts[0] : new PlannedPart([], 0, IsCopied: false);
        await _free.WaitAsync(cancellationToken);
        using var part = await _parts.FillAsync(whole, 1, cancellationToken);
        await _versions.CheckAllAsync(cancellationToken);
        await new S3Send(_calls, _place).PutAsync(part, cancellationToken);
    }

    private async Task<SentParts> SendAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, string id, CancellationToken cancellationToken)
    {
        var sections = new S3Sections(_calls, _place, _parts, _settings, _logger);
        await using var planned = new PlannedParts(PlanAsync(pieces, size, S3Settings.LeastPartBytes, cancellationToken));
        var tags = (await _parts.MakeAsync(planned, _place, id, _settings.PartsOfUpload - sections.Reserved, cancellationToken)).Tags;
        for (var number = 1; await planned.HasMoreAsync(); number++)
        {
            tags.AddRange(await sections.AppendAsync(planned, number, size, id, tags.Count, cancellationToken));
        }

        await _versions.CheckAllAsync(cancellationToken);
        return new SentParts(tags, size);
    }

    private IAsyncEnumerable<PlannedPart> PlanAsync(IAsyncEnumerable<ObjectPiece> pieces, long size, long least, CancellationToken cancellationToken) =>
        new PartPlan(PartBudget.Of(size, PartSizes.MostOfSections, least, _settings.PartBytes), _settings.CopyBytes)
            .OfAsync(_streamed.OfAsync(PieceRuns.OfAsync(pieces, size, cancellationToken), cancellationToken), cancellationToken);
}
