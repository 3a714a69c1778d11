using Rushes.Storage.Composing;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Storage.Tests;

/// <summary>Objects that are put together from pieces.</summary>
public abstract partial class ObjectStoreConformance
{
    private static readonly int[] Lengths = [0, 1, 20, 3000, Block - 1, Part - 1, Part, Part + 1, (2 * Part) - 1, 3 * Part];

    /// <summary>Bytes that pass through us where <paramref name="bytes"/> of ours lie between ranges that are long enough to be copied.</summary>
    protected abstract int StreamedAt(int bytes);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Compose_AnyPieces_ComeBackByteByByte(int seed)
    {
        var store = Open();
        var random = new Random(seed);
        var sources = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => PutAsync(store, $"from é {number}", (3 * Part) + number)));
        using var expected = new MemoryStream();
        var pieces = new List<ObjectPiece>();
        for (var number = 0; number < 12; number++)
        {
            var (uri, bytes) = sources[random.Next(sources.Length)];
            var length = Lengths[random.Next(Lengths.Length)];
            var offset = random.Next(bytes.Length - length + 1);
            await expected.WriteAsync(bytes.AsMemory(offset, length), Token);
            pieces.Add(random.Next(3) == 0 ? ObjectPiece.Of(bytes.AsMemory(offset, length)) : ObjectPiece.Of(uri, offset, length));
        }

        var composed = await store.ComposeAsync("whole/é b+c", UseBufferAgainAsync(pieces), expected.Length, Token);

        Assert.Equal(store.GetUri("whole/é b+c"), composed.Uri);
        Assert.Equal(expected.Length, composed.Streamed + composed.Copied);
        Assert.Equal(Digest(expected.ToArray()), await DigestAsync(store, composed.Uri));
    }

    [Fact]
    public async Task Compose_Nothing_IsAnEmptyObject()
    {
        var store = Open();

        var composed = await ComposeAsync(store, [], 0);

        Assert.Equal(new ComposedObject(store.GetUri("whole"), 0, 0), composed);
        Assert.Equal(0, (await store.FindAsync(composed.Uri, Token))!.Size);
    }

    [Fact]
    public async Task Compose_ManySmallPieces_AreOneObject()
    {
        var store = Open();
        var (one, first) = await PutAsync(store, "one", Part + 77);
        var (other, second) = await PutAsync(store, "other", Part + 78);
        using var expected = new MemoryStream();
        var pieces = new List<ObjectPiece>();
        for (var at = 0; at < Part - 7000; at += 9000)
        {
            await expected.WriteAsync(first.AsMemory(at, 7000), Token);
            await expected.WriteAsync(second.AsMemory(at, 300), Token);
            pieces.AddRange([ObjectPiece.Of(one, at, 5000), ObjectPiece.Of(one, at + 5000, 2000), ObjectPiece.Of(other, at, 300)]);
        }

        var composed = await ComposeAsync(store, pieces, expected.Length);

        Assert.Equal(Digest(expected.ToArray()), await DigestAsync(store, composed.Uri));
    }

    [Fact]
    public async Task Compose_LongRanges_AreCopiedWhereTheyLie()
    {
        var store = Open();
        var (uri, bytes) = await PutAsync(store, "from", 4 * Part);
        var (range, own) = (ObjectPiece.Of(uri, 1, (4 * Part) - 1), ObjectPiece.Of(bytes.AsMemory(0, 100)));
        var size = (3 * range.Length) + 200;

        var composed = await ComposeAsync(store, [range, own, range, own, range], size);

        Assert.Equal(2 * StreamedAt(100), composed.Streamed);
        Assert.Equal(size - composed.Streamed, composed.Copied);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Compose_PiecesOfAnotherSize_AreTheCallersBugAndLeaveNothing(int difference)
    {
        var store = Open();
        var bytes = Bytes((2 * Part) + 1);

        await Assert.ThrowsAsync<ArgumentException>(() => ComposeAsync(store, [ObjectPiece.Of(bytes), ObjectPiece.Of(bytes)], (2 * bytes.Length) + difference));
        await Assert.ThrowsAsync<ArgumentException>(() => ComposeAsync(store, [ObjectPiece.Of(bytes.AsMemory(0, 9))], 9 + difference));

        await AssertNothingIsLeftAsync(store);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3 * Part)]
    public async Task Compose_RangeIsNotThere_IsReportedAndLeavesNothing(int size)
    {
        var store = Open();
        var (uri, _) = await PutAsync(store, "from", size);
        var range = ObjectPiece.Of(uri, size - 5, 6);
        var none = ObjectPiece.Of(store.GetUri("none"), 0, 6);

        var failed = await Assert.ThrowsAsync<StoreException>(() => ComposeAsync(store, [ObjectPiece.Of(uri, 0, size), range], size + 6));
        await Assert.ThrowsAsync<FileNotFoundException>(() => ComposeAsync(store, [ObjectPiece.Of(uri, 0, size), none], size + 6));

        Assert.Equal(StoreTrouble.Changed, failed.Trouble);
        await store.DeleteAsync("from", Token);
        await AssertNothingIsLeftAsync(store);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3 * Part)]
    public async Task Compose_SourceChangesMeanwhile_IsReportedAndLeavesNothing(int size)
    {
        var store = Open();
        var (uri, _) = await PutAsync(store, "from", size);

        var failed = await Assert.ThrowsAsync<StoreException>(() => store.ComposeAsync("whole", PiecesAsync(), size + 5, Token));

        Assert.Equal(StoreTrouble.Changed, failed.Trouble);
        await store.DeleteAsync("from", Token);
        await AssertNothingIsLeftAsync(store);

        async IAsyncEnumerable<ObjectPiece> PiecesAsync()
        {
            yield return ObjectPiece.Of(uri, 0, size);
            yield return ObjectPiece.Of(new byte[4]);
            await PutAsync(store, "from", size + 1);
            yield return ObjectPiece.Of(new byte[1]);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Part + 10)]
    [InlineData(3 * Part)]
    public async Task Compose_PiecesBreakOrAreCancelled_LeavesNothing(int after)
    {
        var store = Open();
        var (uri, bytes) = await PutAsync(store, "from", after);
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAsync<InvalidDataException>(() => store.ComposeAsync("whole", PiecesAsync(Break), 3 * after, Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ComposeAsync("whole", PiecesAsync(cancelled.Cancel), 3 * after, cancelled.Token));

        await store.DeleteAsync("from", Token);
        await AssertNothingIsLeftAsync(store);

        async IAsyncEnumerable<ObjectPiece> PiecesAsync(Action end)
        {
            yield return ObjectPiece.Of(uri, 0, after);
            yield return ObjectPiece.Of(bytes);
            await Task.Yield();
            end();
            yield return ObjectPiece.Of(uri, 0, after);
        }
    }

    /// <summary>Which says itself what of it may be read.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(3 * Part)]
    public async Task Compose_PiecesOfAnotherStore_AreRead(int size)
    {
        using var folder = new TemporaryFolder();
        var (store, another) = (Open(), new LocalObjectStore(folder["another"], []));
        var (uri, bytes) = await PutAsync(another, "from é", size);
        var secret = LocalObjectStore.UriOf(folder.Write("secret", "secret"));

        var composed = await ComposeAsync(store, [ObjectPiece.Of(uri, 1, size - 1).In(another), ObjectPiece.Of(uri, 0, 1).In(another)], size);

        Assert.Equal(Digest([.. bytes[1..], bytes[0]]), await DigestAsync(store, composed.Uri));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => ComposeAsync(store, [ObjectPiece.Of(secret, 0, 6).In(another)], 6));
    }

    protected static Task<ComposedObject> ComposeAsync(IObjectStore store, IEnumerable<ObjectPiece> pieces, long size) =>
        store.ComposeAsync("whole", pieces.ToAsyncEnumerable(), size, Token);

    private static async Task<(string Uri, byte[] Bytes)> PutAsync(IObjectStore store, string key, int size)
    {
        var bytes = Bytes(size);
        return (await store.PutAsync(key, new MemoryStream(bytes), Token), bytes);
    }

    /// <summary>As a writer of boxes does.</summary>
    private static async IAsyncEnumerable<ObjectPiece> UseBufferAgainAsync(IEnumerable<ObjectPiece> pieces)
    {
        var buffer = new byte[3 * Part];
        foreach (var piece in pieces)
        {
            await Task.Yield();
            piece.Bytes.CopyTo(buffer);
            yield return piece.Uri is null ? ObjectPiece.Of(buffer.AsMemory(0, (int)piece.Length)) : piece;
            buffer.AsSpan().Fill(0xEE);
        }
    }
}
