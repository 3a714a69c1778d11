using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Storage.Composing;
using Rushes.Storage.S3;
using Rushes.Testing;

namespace Rushes.Storage.Tests.S3;

/// <summary>On a server process that checks signatures.</summary>
public sealed class S3ObjectStoreTests : ObjectStoreConformance, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StoreLocation.S3Bucket _location = null!;

    protected override StoreCapabilities Capabilities => StoreCapabilities.PartCopy;

    public async ValueTask InitializeAsync() => _location = (StoreLocation.S3Bucket)StoreLocation.Parse(await S3Server.NewStoreAsync());

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task List_MoreThanAPage_GivesAll()
    {
        var store = Open(new S3Settings { PageKeys = 3 });
        var keys = Enumerable.Range(0, 10).Select(number => $"many/{number}").ToList();
        foreach (var key in keys)
        {
            await store.PutAsync(key, new MemoryStream([1]), Token);
        }

        Assert.Equal(keys, await store.ListAsync("many/", Token).ToListAsync(Token));
        await store.DeleteAsync("many/", Token);
        Assert.Empty(await store.ListAsync("", Token).ToListAsync(Token));
    }

    /// <summary>Thirty ranges where an upload may have ten parts: eight of them, two sections of ten, and one of the rest.</summary>
    [Fact]
    public async Task Compose_MoreRangesThanPartsOfAnUpload_AreAllCopiedByTheServer()
    {
        var store = Open(new S3Settings { PartsOfUpload = 10 });
        var source = Bytes((2 * S3Settings.LeastPartBytes) + 31);
        var uri = await store.PutAsync("source", new MemoryStream(source), Token);
        var ranges = Enumerable.Range(0, 30).Select(number => (Offset: 31 - number, Length: (2 * S3Settings.LeastPartBytes) + number - 29)).ToList();

        var composed = await ComposeAsync(store, ranges.Select(range => ObjectPiece.Of(uri, range.Offset + 29, range.Length - 60)), ranges.Sum(range => range.Length - 60L));

        Assert.Equal((0, ranges.Sum(range => range.Length - 60L)), (composed.Streamed, composed.Copied));
        await using var whole = await store.OpenReadAsync(composed.Uri, Token);
        foreach (var (offset, length) in ranges)
        {
            var bytes = new byte[length - 60];
            await whole.ReadExactlyAsync(bytes, Token);
            Assert.True(bytes.AsSpan().SequenceEqual(source.AsSpan(offset + 29, length - 60)));
        }

        Assert.Equal(["source", "whole"], await store.ListAsync("", Token).ToListAsync(Token));
        Assert.Equal(0, await store.RemoveUnfinishedAsync(DateTimeOffset.MaxValue, Token));
    }

    [Fact]
    public async Task OpenRead_ObjectChangesMeanwhile_IsReported()
    {
        var store = Open();
        var uri = await store.PutAsync("object", new MemoryStream(Bytes(3 * Block)), Token);
        await using var stream = await store.OpenReadAsync(uri, Token);
        await store.PutAsync("object", new MemoryStream(Bytes(4 * Block)), Token);

        stream.Seek(2 * Block, SeekOrigin.Begin);
        var failed = await Assert.ThrowsAsync<StoreException>(async () => await stream.ReadExactlyAsync(new byte[1], Token));

        Assert.Equal(StoreTrouble.Changed, failed.Trouble);
    }

    [Fact]
    public async Task OpenRead_OtherObjectsOfTheServer_NeedToBeAllowed()
    {
        var mine = Open();
        var another = (StoreLocation.S3Bucket)StoreLocation.Parse(await S3Server.NewStoreAsync());
        var uri = await mine.PutAsync("films/a b.mov", new MemoryStream([1]), Token);

        Assert.Throws<UnauthorizedAccessException>(() => Open(another, []).Owns(uri));
        var store = Open(another, [mine.GetUri("films/x")[..^1]]);
        Assert.Equal(1, (await store.FindAsync(uri, Token))!.Size);
        Assert.False(store.Owns(uri));
        Assert.Equal(store.GetUri("copy"), await store.CopyAsync(uri, "copy", Token));
        Assert.Throws<UnauthorizedAccessException>(() => store.Owns(mine.GetUri("others/a")));
    }

    [Theory]
    [InlineData("test:tester", "wrong")]
    [InlineData("nobody", "testing")]
    public async Task Any_WrongCredentials_AreRefusedWithARemedyAndNotRepeated(string key, string secret)
    {
        var store = Open(new S3Settings { Credentials = new Amazon.Runtime.BasicAWSCredentials(key, secret) });

        foreach (var failed in await AllAsync(store))
        {
            var refused = Assert.IsType<StoreException>(failed);
            Assert.Equal(StoreTrouble.Refused, refused.Trouble);
            Assert.Contains("credentials", refused.Remedy, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, failed.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Any_BucketIsMissing_IsRefusedWithARemedy()
    {
        var store = Open(_location with { Bucket = "rushes-nowhere" }, []);

        foreach (var failed in await AllAsync(store))
        {
            var refused = Assert.IsType<StoreException>(failed);
            Assert.Equal(StoreTrouble.Refused, refused.Trouble);
            Assert.Contains("bucket", refused.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RemoveUnfinished_UploadWhoseProcessDied_GoesWhenItIsOldEnough()
    {
        var store = Open();
        using var cancelled = new CancellationTokenSource();
        using var faults = new FaultyHttp((request, _) => request.Method == HttpMethod.Delete ? FaultyHttp.Answer(System.Net.HttpStatusCode.Forbidden) : null);
        var dying = Open(new S3Settings { PartBytes = Part, Http = faults });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => dying.PutAsync("object", new TricklingStream(Bytes(3 * Part)) { End = cancelled.Cancel }, cancelled.Token));

        Assert.Empty(await store.ListAsync("", Token).ToListAsync(Token));
        Assert.Equal(0, await store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddDays(-1), Token));
        Assert.Equal(1, await store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddDays(1), Token));
        Assert.Equal(0, await store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddDays(1), Token));
    }

    /// <summary>A part at least: what is missing is borrowed from the ranges.</summary>
    protected override int StreamedAt(int bytes) => Math.Max(bytes, S3Settings.LeastPartBytes);

    protected override IObjectStore Open() => Open(new S3Settings { PartBytes = Part, BlockBytes = Block, CopyBytes = Part });

    protected override string LocalFile(string text) => _folder.Write(Path.GetRandomFileName(), text);

    private S3ObjectStore Open(S3Settings settings) => new(_location, [], settings, TimeProvider.System, NullLoggerFactory.Instance);

    private static S3ObjectStore Open(StoreLocation.S3Bucket location, IReadOnlyCollection<string> readable) =>
        new(location, readable, new S3Settings(), TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>How each operation fails.</summary>
    private static async Task<IReadOnlyList<Exception?>> AllAsync(S3ObjectStore store) =>
    [
        await Record.ExceptionAsync(() => store.OpenReadAsync(store.GetUri("a"), Token)),
        await Record.ExceptionAsync(() => store.PutAsync("a", new MemoryStream([1]), Token)),
        await Record.ExceptionAsync(() => store.PutAsync("a", new MemoryStream(Bytes(9 << 20)), Token)),
        await Record.ExceptionAsync(async () => await store.ListAsync("", Token).ToListAsync(Token)),
        await Record.ExceptionAsync(() => store.DeleteAsync("", Token)),
        await Record.ExceptionAsync(() => store.RemoveUnfinishedAsync(DateTimeOffset.MaxValue, Token)),
    ];
}
