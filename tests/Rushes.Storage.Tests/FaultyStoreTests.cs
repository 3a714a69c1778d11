using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Storage.Tests;

/// <summary>The store that other tests make trouble with does what it says.</summary>
public sealed class FaultyStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly FaultyObjectStore _store;

    public FaultyStoreTests() => _store = new FaultyObjectStore(new LocalObjectStore(_folder["store"], []), _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CutAfter_PutAndRead_BreakOff()
    {
        var uri = await _store.PutAsync("whole", new MemoryStream(new byte[10]), Token);
        _store.CutAfter = 4;

        await Assert.ThrowsAsync<IOException>(() => _store.PutAsync("cut", new MemoryStream(new byte[10]), Token));
        await using var stream = await _store.OpenReadAsync(uri, Token);
        await stream.ReadExactlyAsync(new byte[4], Token);
        await Assert.ThrowsAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], Token));
        Assert.Equal(["whole"], await _store.ListAsync("", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Stale_WhatIsWrittenMeanwhile_IsSeenAfterwards()
    {
        await _store.PutAsync("before", new MemoryStream([1]), Token);
        _store.Stale = true;
        var uri = await _store.PutAsync("meanwhile", new MemoryStream([1]), Token);

        Assert.Null(await _store.FindAsync(uri, Token));
        await Assert.ThrowsAsync<FileNotFoundException>(() => _store.OpenReadAsync(uri, Token));
        Assert.Equal(["before"], await _store.ListAsync("", Token).ToListAsync(Token));
        _store.Stale = false;
        Assert.Equal(["before", "meanwhile"], await _store.ListAsync("", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Slowness_EachCall_WaitsByTheClockOfTheTest()
    {
        _store.Slowness = TimeSpan.FromSeconds(3);
        var put = _store.PutAsync("a", new MemoryStream([1]), Token);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(put.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await put;
    }
}
