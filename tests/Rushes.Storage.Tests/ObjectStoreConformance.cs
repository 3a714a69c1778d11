namespace Rushes.Storage.Tests;

/// <summary>What every store must do.</summary>
public abstract class ObjectStoreConformance
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

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

    protected abstract IObjectStore Open();

    protected abstract string LocalFile(string text);

    protected static async Task<string> ReadAsync(IObjectStore store, string uri)
    {
        await using var stream = await store.OpenReadAsync(uri, Token);
        return await new StreamReader(stream).ReadToEndAsync(Token);
    }

    private static MemoryStream Stream(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));
}
