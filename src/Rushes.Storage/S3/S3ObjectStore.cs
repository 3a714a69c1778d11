using System.Runtime.CompilerServices;
using Amazon.S3;
using Microsoft.Extensions.Logging;
using Rushes.Storage.Composing;

namespace Rushes.Storage.S3;

/// <summary>
/// Objects below a prefix of a bucket; the URI is <c>s3://BUCKET/PREFIX/KEY</c>. Other objects of the server can be read
/// only when their URI begins as one on the list given at the start, because a URI may come from a request.
/// </summary>
internal sealed class S3ObjectStore : IObjectStore, IDisposable
{
    private readonly StoreLocation.S3Bucket _root;
    private readonly IReadOnlyCollection<string> _readable;
    private readonly S3Settings _settings;
    private readonly IAmazonS3 _client;
    private readonly S3Calls _calls;
    private readonly SemaphoreSlim _parts;
    private readonly ILogger _logger;

    public S3ObjectStore(StoreLocation.S3Bucket root, IReadOnlyCollection<string> readable, S3Settings settings, TimeProvider time, ILoggerFactory logging)
    {
        (_root, _readable, _settings) = (root, readable, settings);
        _logger = logging.CreateLogger<S3ObjectStore>();
        _client = S3ClientFactory.Create(root, settings);
        _calls = new S3Calls(_client, settings, time, _logger);
        _parts = new SemaphoreSlim(settings.Parts);
    }

    public StoreCapabilities Capabilities => StoreCapabilities.PartCopy;

    public async Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken) =>
        await S3Ranges.OpenAsync(_calls, Readable(uri), _settings, cancellationToken);

    public Task<ObjectVersion?> FindAsync(string uri, CancellationToken cancellationToken) =>
        S3Lookup.FindAsync(_calls, Readable(uri), cancellationToken);

    public async Task<string> PutAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key);
        await new S3Put(_calls, place, _parts, _settings, _logger).RunAsync(content, cancellationToken);
        return place.ToString();
    }

    public async Task<ComposedObject> ComposeAsync(
        string key, IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        await using var composition = new S3Composition(this, _calls, PlaceOf(key), _parts, _settings, _logger);
        return await composition.RunAsync(pieces, size, cancellationToken);
    }

    public async Task<string> AdoptAsync(string key, string localPath, CancellationToken cancellationToken)
    {
        string uri;
        await using (var content = new FileStream(localPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan))
        {
            uri = await PutAsync(key, content, cancellationToken);
        }

        File.Delete(localPath);
        return uri;
    }

    public async Task<string> CopyAsync(string uri, string key, CancellationToken cancellationToken)
    {
        var (from, to) = (Readable(uri), PlaceOf(key));
        var source = await S3Lookup.FindAsync(_calls, from, cancellationToken) ?? throw new FileNotFoundException($"There is no object {uri}.", uri);
        if (source.Size > _settings.CopyBytes)
        {
            var whole = new[] { ObjectPiece.Of(uri, 0, source.Size) }.ToAsyncEnumerable();
            return (await ComposeAsync(key, whole, source.Size, cancellationToken)).Uri;
        }

        await S3Copy.ObjectAsync(_calls, from, source.Size, to, cancellationToken);
        return to.ToString();
    }

    public string GetUri(string key) => PlaceOf(key).ToString();

    /// <exception cref="UnauthorizedAccessException">The URI lies outside of the store.</exception>
    public string? TryGetLocalPath(string uri)
    {
        Readable(uri);
        return null;
    }

    /// <exception cref="UnauthorizedAccessException">The URI lies outside of the store.</exception>
    public bool Owns(string uri) => IsBelowRoot(Readable(uri));

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in Below(prefix).PagesAsync(cancellationToken))
        {
            foreach (var key in page)
            {
                yield return key[_root.Prefix.Length..];
            }
        }
    }

    public Task DeleteAsync(string prefix, CancellationToken cancellationToken) => Below(prefix).DeleteAsync(cancellationToken);

    public async Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var upload in await Below("").UnfinishedAsync(before, cancellationToken).ToListAsync(cancellationToken))
        {
            await new S3Upload(_calls, new S3Address(_root.Bucket, upload.Key), _logger).RemoveAsync(upload.UploadId, cancellationToken);
            removed++;
        }

        return removed;
    }

    public void Dispose()
    {
        _client.Dispose();
        _parts.Dispose();
    }

    private S3Address PlaceOf(string key) => new(_root.Bucket, _root.Prefix + ObjectKey.Check(key));

    private S3Listing Below(string prefix) => new(_calls, new S3Address(_root.Bucket, _root.Prefix + ObjectKey.CheckPrefix(prefix)), _settings.PageKeys);

    private bool IsBelowRoot(S3Address place) => place.Bucket == _root.Bucket && place.Key.StartsWith(_root.Prefix, StringComparison.Ordinal);

    /// <summary>What may be read is compared as it is written here, so that no other spelling gets past.</summary>
    internal S3Address Readable(string uri)
    {
        var place = S3Uri.TryParse(uri) ?? throw new UnauthorizedAccessException($"{uri} is not an object of this store.");
        var written = place.ToString();
        return IsBelowRoot(place) || _readable.Any(allowed => written.StartsWith(allowed, StringComparison.Ordinal))
            ? place
            : throw new UnauthorizedAccessException($"{uri} lies outside of the store, and nobody has allowed it.");
    }
}
