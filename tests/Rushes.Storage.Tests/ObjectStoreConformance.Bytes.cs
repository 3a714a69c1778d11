using System.Security.Cryptography;

namespace Rushes.Storage.Tests;

/// <summary>What goes in comes out, whatever its size, and however it is read.</summary>
public abstract partial class ObjectStoreConformance
{
    /// <summary>Bytes of a part of an upload in these stores.</summary>
    protected const int Part = 5 << 20;

    /// <summary>Bytes of a ranged read in these stores.</summary>
    protected const int Block = 1 << 20;

    public static TheoryData<int> Sizes { get; } = [0, 1, Block - 1, Block, Block + 1, 5 * Block, Part - 1, Part, Part + 1, (2 * Part) + 7];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Put_AnySize_ComesBackByteByByte(int size)
    {
        var store = Open();
        var bytes = Bytes(size);

        var uri = await store.PutAsync("object", new MemoryStream(bytes), Token);

        Assert.Equal(Digest(bytes), await DigestAsync(store, uri));
        Assert.Equal(size, (await store.FindAsync(uri, Token))!.Size);
    }

    /// <summary>A stream that does not tell its length, and gives little at a time, as one that is still being written does.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(Part)]
    [InlineData((2 * Part) + 1)]
    public async Task Put_StreamOfUnknownLength_ComesBackByteByByte(int size)
    {
        var store = Open();
        var bytes = Bytes(size);

        var uri = await store.PutAsync("object", new TricklingStream(bytes), Token);

        Assert.Equal(Digest(bytes), await DigestAsync(store, uri));
    }

    [Fact]
    public async Task Put_LargeObjects_SideBySide()
    {
        var store = Open();
        var bytes = Bytes(64 << 20);

        var uris = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => store.PutAsync($"object {number}", new MemoryStream(bytes), Token)));

        Assert.All(await Task.WhenAll(uris.Select(uri => DigestAsync(store, uri))), digest => Assert.Equal(Digest(bytes), digest));
    }

    [Fact]
    public async Task OpenRead_ManyReadersAtOnce_EachGetsItsBytes()
    {
        var store = Open();
        var bytes = Bytes((3 * Block) + 5);
        var uri = await store.PutAsync("object", new MemoryStream(bytes), Token);

        var digests = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DigestAsync(store, uri)));

        Assert.All(digests, digest => Assert.Equal(Digest(bytes), digest));
    }

    [Fact]
    public async Task OpenRead_JumpsAbout_GivesTheBytesOfThatPlace()
    {
        var store = Open();
        var bytes = Bytes((6 * Block) + 5);
        await using var stream = await store.OpenReadAsync(await store.PutAsync("object", new MemoryStream(bytes), Token), Token);
        Assert.Equal(bytes.Length, stream.Length);

        foreach (var at in new[] { 5 * Block, 0, Block - 2, (6 * Block) + 1, 3, bytes.Length - 4 })
        {
            var read = new byte[4];
            stream.Seek(at, SeekOrigin.Begin);
            await stream.ReadExactlyAsync(read, Token);
            Assert.Equal(bytes[at..(at + 4)], read);
        }

        Assert.Equal(0, await stream.ReadAsync(new byte[1], Token));
        stream.Position = bytes.Length + 10;
        Assert.Equal(0, await stream.ReadAsync(new byte[1], Token));
    }

    /// <summary>As parsers do that know no other way.</summary>
    [Fact]
    public async Task OpenRead_ReadWithoutAwaiting_GivesTheSame()
    {
        var store = Open();
        var bytes = Bytes((3 * Block) + 5);
        await using var stream = await store.OpenReadAsync(await store.PutAsync("object", new MemoryStream(bytes), Token), Token);

        var read = new byte[bytes.Length];
        stream.ReadExactly(read);

        Assert.Equal(Digest(bytes), Digest(read));
    }

    [Theory]
    [InlineData(Block)]
    [InlineData((2 * Part) + 1)]
    public async Task Copy_Object_IsAnotherWithTheSameBytes(int size)
    {
        var store = Open();
        var bytes = Bytes(size);
        var from = await store.PutAsync("from é b+c", new MemoryStream(bytes), Token);

        var uri = await store.CopyAsync(from, "to/é b+c", Token);
        await store.DeleteAsync("from", Token);

        Assert.Equal(store.GetUri("to/é b+c"), uri);
        Assert.Equal(Digest(bytes), await DigestAsync(store, uri));
    }

    [Fact]
    public async Task Copy_MissingObject_IsReported()
    {
        var store = Open();

        await Assert.ThrowsAsync<FileNotFoundException>(() => store.CopyAsync(store.GetUri("none"), "to", Token));
        Assert.Empty(await store.ListAsync("", Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Part + 10)]
    [InlineData(3 * Part)]
    public async Task Put_StreamBreaks_LeavesNothing(int after)
    {
        var store = Open();

        await Assert.ThrowsAsync<InvalidDataException>(() => store.PutAsync("object", new TricklingStream(Bytes(after)) { End = Break }, Token));

        await AssertNothingIsLeftAsync(store);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Part + 10)]
    [InlineData(3 * Part)]
    public async Task Put_Cancelled_LeavesNothing(int after)
    {
        var store = Open();
        using var cancelled = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.PutAsync("object", new TricklingStream(Bytes(after)) { End = cancelled.Cancel }, cancelled.Token));

        await AssertNothingIsLeftAsync(store);
    }

    protected static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    protected static string Digest(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    protected static async Task<string> DigestAsync(IObjectStore store, string uri)
    {
        await using var stream = await store.OpenReadAsync(uri, Token);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, Token));
    }

    /// <summary>Neither an object nor a part of one.</summary>
    protected static async Task AssertNothingIsLeftAsync(IObjectStore store)
    {
        Assert.Empty(await store.ListAsync("", Token).ToListAsync(Token));
        Assert.Equal(0, await store.RemoveUnfinishedAsync(DateTimeOffset.MaxValue, Token));
    }

    private static void Break() => throw new InvalidDataException("The source is broken.");
}
