using System.Security.Cryptography;
using Rushes.Storage.Caching;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Storage.Tests.Caching;

public sealed class ObjectCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly FaultyObjectStore _store;

    public ObjectCacheTests() => _store = new FaultyObjectStore(new LocalObjectStore(_folder["store"], []), _time) { ShowsLocalFiles = false };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int Fetches => _store.Calls.Count(call => call.Call == StoreCall.OpenRead);

    private string[] Files => Directory.GetFiles(_folder["cache"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_AgainAndAgain_IsFetchedOnce(bool withDigest)
    {
        var cache = Cache(100);
        var (uri, digest) = await PutAsync("a", 10);

        for (var i = 0; i < 3; i++)
        {
            using var opened = await cache.OpenAsync(uri, withDigest ? digest : default, Token);
            Assert.Equal(10, new FileInfo(opened.Path).Length);
        }

        Assert.Equal(1, Fetches);
    }

    [Fact]
    public async Task Open_ManyAtOnce_WaitForOneFetch()
    {
        var cache = Cache(100);
        var (uri, digest) = await PutAsync("a", 10);
        _store.Slowness = TimeSpan.FromSeconds(1);

        var all = Enumerable.Range(0, 20).Select(_ => cache.OpenAsync(uri, digest, Token)).ToList();
        await LetFetchAsync();

        Assert.Single((await Task.WhenAll(all)).Select(opened => opened.Path).Distinct());
        Assert.Equal(1, Fetches);
    }

    [Fact]
    public async Task Open_OneOfTwoGivesUp_TheOtherGetsIt()
    {
        var cache = Cache(100);
        var (uri, digest) = await PutAsync("a", 10);
        _store.Slowness = TimeSpan.FromSeconds(1);
        using var cancelled = new CancellationTokenSource();

        var givesUp = cache.OpenAsync(uri, digest, cancelled.Token);
        var waits = cache.OpenAsync(uri, digest, Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givesUp);
        await LetFetchAsync();

        using var opened = await waits;
        Assert.Equal(1, Fetches);
    }

    [Fact]
    public async Task Open_AllGiveUp_TheNextBeginsAnew()
    {
        var cache = Cache(100);
        var (uri, digest) = await PutAsync("a", 10);
        _store.Slowness = TimeSpan.FromSeconds(1);
        using var cancelled = new CancellationTokenSource();
        var givesUp = cache.OpenAsync(uri, digest, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givesUp);

        _store.Slowness = TimeSpan.Zero;
        using var opened = await cache.OpenAsync(uri, digest, Token);

        Assert.Equal(10, new FileInfo(opened.Path).Length);
    }

    [Fact]
    public async Task Open_NoRoomIsLeft_TheLongestUnusedGoes()
    {
        var cache = Cache(20);
        var (a, b, c) = (await PutAsync("a", 10), await PutAsync("b", 10), await PutAsync("c", 10));
        await UseAsync(cache, a, b, a, c);
        Assert.Equal(20, Files.Sum(file => new FileInfo(file).Length));

        await UseAsync(cache, a, c);
        Assert.Equal(3, Fetches);
        await UseAsync(cache, b);
        Assert.Equal(4, Fetches);
    }

    [Fact]
    public async Task Open_RoomIsInUse_StaysAndTheExcessGoesAfterUse()
    {
        var cache = Cache(15);
        var (a, b) = (await PutAsync("a", 10), await PutAsync("b", 10));

        using (var first = await cache.OpenAsync(a.Uri, a.Digest, Token))
        {
            await UseAsync(cache, b);
            Assert.True(File.Exists(first.Path));
        }

        Assert.Single(Files);
    }

    [Fact]
    public async Task Open_LargerThanAllRoom_IsUsableAndNotKept()
    {
        var cache = Cache(5);
        var a = await PutAsync("a", 10);

        await UseAsync(cache, a);

        Assert.Empty(Files);
    }

    [Fact]
    public async Task Open_AfterARestart_IsNotFetchedAgain()
    {
        var (a, b) = (await PutAsync("a", 10), await PutAsync("b", 10));
        await UseAsync(Cache(100), a);
        using (await Cache(100).OpenAsync(b.Uri, default, Token))
        {
        }

        var cache = Cache(100);
        await UseAsync(cache, a);
        using var opened = await cache.OpenAsync(b.Uri, default, Token);

        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task Open_AfterARestart_TheLongestUnusedStillGoesFirst()
    {
        var (a, b, c) = (await PutAsync("a", 10), await PutAsync("b", 10), await PutAsync("c", 10));
        var first = Cache(30);
        foreach (var one in new[] { a, b, a })
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await UseAsync(first, one);
        }

        var cache = Cache(20);
        await UseAsync(cache, c, a);
        Assert.Equal(3, Fetches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_FileWasDamagedSinceTheLastRun_IsFetchedAgain(bool withDigest)
    {
        var (uri, digest) = await PutAsync("a", 10);
        using (await Cache(100).OpenAsync(uri, withDigest ? digest : default, Token))
        {
        }

        await File.WriteAllTextAsync(Files[0], withDigest ? "ten bytes!" : "cut", Token);
        using var opened = await Cache(100).OpenAsync(uri, withDigest ? digest : default, Token);

        Assert.Equal(Bytes(10), await File.ReadAllBytesAsync(opened.Path, Token));
        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task Open_ObjectIsAnotherThanTheDigestSays_IsRefusedAndNotKept()
    {
        var cache = Cache(100);
        var (uri, _) = await PutAsync("a", 10);

        var failed = await Assert.ThrowsAsync<StoreException>(() => cache.OpenAsync(uri, SHA256.HashData([1]), Token));

        Assert.Equal(StoreTrouble.Changed, failed.Trouble);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Open_ObjectWithoutDigestIsReplaced_IsFetchedAnew()
    {
        var cache = Cache(100);
        var (uri, _) = await PutAsync("a", 10);
        using (await cache.OpenAsync(uri, default, Token))
        {
        }

        await PutAsync("a", 12);
        using var opened = await cache.OpenAsync(uri, default, Token);

        Assert.Equal(12, new FileInfo(opened.Path).Length);
    }

    [Fact]
    public async Task Open_FetchBreaksOff_FailsLeavesNothingAndTheNextBeginsAnew()
    {
        var cache = Cache(100);
        var a = await PutAsync("a", 10);
        _store.CutAfter = 4;
        await Assert.ThrowsAsync<IOException>(() => cache.OpenAsync(a.Uri, a.Digest, Token));
        Assert.Empty(Files);

        _store.CutAfter = null;
        await UseAsync(cache, a);
        Assert.Equal(2, Fetches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_MissingObject_IsReported(bool withDigest)
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => Cache(100).OpenAsync(_store.GetUri("none"), withDigest ? SHA256.HashData([1]) : default, Token));
    }

    private ObjectCache Cache(long limit) => new(_store, _folder["cache"], limit, _time);

    private async Task<(string Uri, byte[] Digest)> PutAsync(string key, int size) =>
        (await _store.PutAsync(key, new MemoryStream(Bytes(size, key)), Token), SHA256.HashData(Bytes(size, key)));

    /// <summary>Time passes until the store has answered the one fetch.</summary>
    private async Task LetFetchAsync()
    {
        while (_time.ActiveTimers == 0)
        {
            await Task.Yield();
        }

        _time.Advance(TimeSpan.FromSeconds(1));
    }

    private static async Task UseAsync(ObjectCache cache, params (string Uri, byte[] Digest)[] objects)
    {
        foreach (var (uri, digest) in objects)
        {
            using var opened = await cache.OpenAsync(uri, digest, Token);
            Assert.True(File.Exists(opened.Path));
        }
    }

    private static byte[] Bytes(int size, string key = "a") => [.. Enumerable.Range(key[0], size).Select(value => (byte)value)];
}
