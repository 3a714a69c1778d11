using Rushes.Storage.Composing;

namespace Rushes.Storage.Tests;

/// <summary>What every store must do.</summary>
public abstract partial class ObjectStoreConformance
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_NewKey_CanBeReadByItsUri()
    {
        var store = Open();

        var uri = await store.PutAsync("runs/1/chünk 0.mp4", Stream("one"), Token);

        Assert.Equal("one", await ReadAsync(store, uri));
    }

    [Fact]
    public async Task Put_SameKeyAgain_GivesTheSameUri()
    {
        var store = Open();

        Assert.Equal(await store.PutAsync("a/b", Stream("same"), Token), await store.PutAsync("a/b", Stream("same"), Token));
        Assert.Equal(["a/b"], await store.ListAsync("", Token).ToListAsync(Token));
    }

    /// <summary>What a URI, an XML answer or a file system might take for something else.</summary>
    [Theory]
    [InlineData("é b+c")]
    [InlineData("a b/c d")]
    [InlineData("100%/%41")]
    [InlineData("#hash?query=1&x=y;z")]
    [InlineData("<tag>&amp;\"'")]
    [InlineData("日本/映画 \U0001F3AC.mov")]
    [InlineData("~.hidden/-dash/_")]
    public async Task Put_OddKey_IsFoundListedAndRemovedByIt(string key)
    {
        var store = Open();
        await store.PutAsync("beside", Stream("beside"), Token);

        var uri = await store.PutAsync(key, Stream(key), Token);

        Assert.Equal(key, await ReadAsync(store, uri));
        Assert.True(store.Owns(uri));
        Assert.Equal([key], await store.ListAsync(key, Token).ToListAsync(Token));
        await store.DeleteAsync(key, Token);
        Assert.Equal(["beside"], await store.ListAsync("", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Put_ManyAtOnce_AreAllThere()
    {
        var store = Open();
        var keys = Enumerable.Range(0, 30).Select(number => $"many/{number:00}").ToList();

        await Parallel.ForEachAsync(keys, Token, async (key, token) => await store.PutAsync(key, Stream(key), token));

        Assert.Equal(keys, await store.ListAsync("many/", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Find_Object_IsAsItIsNow()
    {
        var store = Open();
        Assert.Null(await store.FindAsync(store.GetUri("a"), Token));
        var uri = await store.PutAsync("a", Stream("four"), Token);

        var found = await store.FindAsync(uri, Token);
        await store.PutAsync("a", Stream("five!"), Token);

        Assert.Equal(4, found!.Size);
        Assert.NotEqual(found.Tag, (await store.FindAsync(uri, Token))!.Tag);
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("http://example.org/x")]
    [InlineData("s3://another-bucket/key")]
    [InlineData("s3://x/y")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file://host/share")]
    public async Task Uri_NotOfThisStore_IsRefused(string uri)
    {
        var store = Open();

        Assert.Throws<UnauthorizedAccessException>(() => store.TryGetLocalPath(uri));
        Assert.Throws<UnauthorizedAccessException>(() => store.Owns(uri));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => store.OpenReadAsync(uri, Token));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => store.FindAsync(uri, Token));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => store.CopyAsync(uri, "mine", Token));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => ComposeAsync(store, [ObjectPiece.Of(uri, 0, 1)], 1));
    }

    [Theory]
    [InlineData("/../secret")]
    [InlineData("/%2e%2e/secret")]
    [InlineData("/a/%2e%2e/%2e%2e/secret")]
    [InlineData("-beside/secret")]
    public void Uri_OutOfTheStoreByTricks_IsRefused(string trick)
    {
        var root = Open().GetUri("x")[..^2];

        Assert.Throws<UnauthorizedAccessException>(() => Open().Owns(root + trick));
    }

    [Fact]
    public async Task Capabilities_LocalFiles_SayWhetherThereIsAPath()
    {
        var store = Open();
        var uri = await store.PutAsync("a", Stream("x"), Token);

        Assert.Equal(Capabilities, store.Capabilities);
        Assert.Equal(Capabilities.HasFlag(StoreCapabilities.LocalFiles), store.TryGetLocalPath(uri) is not null);
    }

    [Fact]
    public async Task GetUri_Key_IsTheUriOfTheObjectAlsoBeforeItIsPut()
    {
        var store = Open();
        var uri = store.GetUri("runs/1/chünk 0.mp4");

        Assert.Equal(uri, await store.PutAsync("runs/1/chünk 0.mp4", Stream("one"), Token));
    }

    [Fact]
    public async Task Adopt_LocalFile_BecomesTheObject()
    {
        var store = Open();
        var file = LocalFile("adopted");

        var uri = await store.AdoptAsync("x/y/z", file, Token);

        Assert.EndsWith("adopted", await ReadAsync(store, uri), StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Adopt_MissingFile_IsReported() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => Open().AdoptAsync("x", Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Token));

    [Fact]
    public async Task OpenRead_MissingObject_IsReported()
    {
        var store = Open();
        var uri = await store.PutAsync("a/b", Stream("x"), Token);
        await store.DeleteAsync("a/b", Token);

        await Assert.ThrowsAsync<FileNotFoundException>(() => store.OpenReadAsync(uri, Token));
    }

    [Fact]
    public async Task OpenRead_Object_CanSeek()
    {
        var store = Open();
        await using var stream = await store.OpenReadAsync(await store.PutAsync("a", Stream("0123456789"), Token), Token);
        stream.Seek(7, SeekOrigin.Begin);

        Assert.Equal("789", await new StreamReader(stream).ReadToEndAsync(Token));
    }

    [Fact]
    public async Task List_Prefix_GivesItsKeysInOrdinalOrder()
    {
        var store = Open();
        foreach (var key in new[] { "runs/1/b", "runs/1/a", "runs/10/a", "runs/1/B/c", "other" })
        {
            await store.PutAsync(key, Stream(key), Token);
        }

        Assert.Equal(["runs/1/B/c", "runs/1/a", "runs/1/b"], await store.ListAsync("runs/1/", Token).ToListAsync(Token));
        Assert.Equal(["runs/1/B/c", "runs/1/a", "runs/1/b", "runs/10/a"], await store.ListAsync("runs/1", Token).ToListAsync(Token));
        Assert.Empty(await store.ListAsync("none/", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Delete_Prefix_LeavesTheOthers()
    {
        var store = Open();
        foreach (var key in new[] { "runs/1/a", "runs/1/b/c", "runs/10/a" })
        {
            await store.PutAsync(key, Stream(key), Token);
        }

        await store.DeleteAsync("runs/1/", Token);

        Assert.Equal(["runs/10/a"], await store.ListAsync("", Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/absolute")]
    [InlineData("../up")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a/.writing-x")]
    public async Task Put_KeyThatIsNone_IsTheCallersBug(string key) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Open().PutAsync(key, Stream("x"), Token));

    [Theory]
    [InlineData("../")]
    [InlineData("/")]
    [InlineData("a/../../")]
    public async Task Delete_PrefixThatIsNone_IsTheCallersBug(string prefix) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Open().DeleteAsync(prefix, Token));

    protected abstract StoreCapabilities Capabilities { get; }

    protected abstract IObjectStore Open();

    protected abstract string LocalFile(string text);

    protected static async Task<string> ReadAsync(IObjectStore store, string uri)
    {
        await using var stream = await store.OpenReadAsync(uri, Token);
        return await new StreamReader(stream).ReadToEndAsync(Token);
    }

    private static MemoryStream Stream(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
}
