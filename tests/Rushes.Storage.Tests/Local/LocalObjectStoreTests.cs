using System.Text;
using Rushes.Storage.Local;

namespace Rushes.Storage.Tests.Local;

public sealed class LocalObjectStoreTests : ObjectStoreConformance, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rushes-test-").FullName;

    private string Root => Path.Combine(_folder, "objects");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task OpenRead_FileOutsideTheRoot_NeedsToBeAllowed()
    {
        var source = Path.Combine(_folder, "sömething #1 100%.mov");
        await File.WriteAllTextAsync(source, "film", Token);
        var uri = LocalObjectStore.UriOf(source);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Open().OpenReadAsync(uri, Token));
        Assert.Throws<UnauthorizedAccessException>(() => Open().TryGetLocalPath(uri));
        var store = new LocalObjectStore(Root, [source]);
        Assert.Equal("film", await ReadAsync(store, uri));
        Assert.Equal(source, store.TryGetLocalPath(uri));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://example.org/x")]
    [InlineData("s3://bucket/key")]
    [InlineData("file://host/share")]
    [InlineData("relative/path")]
    [InlineData("file:///%00")]
    public void TryGetLocalPath_NotOfThisStore_IsRefused(string uri) =>
        Assert.Throws<UnauthorizedAccessException>(() => Open().TryGetLocalPath(uri));

    [Theory]
    [InlineData("/../secret")]
    [InlineData("/%2e%2e/secret")]
    [InlineData("-beside/secret")]
    public void TryGetLocalPath_OutOfTheRootByTricks_IsRefused(string trick) =>
        Assert.Throws<UnauthorizedAccessException>(() => Open().TryGetLocalPath(LocalObjectStore.UriOf(Root) + trick));

    [Fact]
    public async Task Open_LeftoversOfUnfinishedWrites_AreRemoved()
    {
        await Open().PutAsync("a/b", new MemoryStream([1]), Token);
        var leftover = Path.Combine(Root, "a", ".writing-abc");
        await File.WriteAllTextAsync(leftover, "half", Token);

        Assert.Equal(["a/b"], await Open().ListAsync("", Token).ToListAsync(Token));
        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public async Task Put_StreamBreaks_LeavesNothing()
    {
        var store = Open();

        await Assert.ThrowsAsync<IOException>(() => store.PutAsync("a/b", new BreakingStream(), Token));

        Assert.Empty(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Adopt_FileOnAnotherFileSystem_IsCopied()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no second file system here.");
        var path = Path.Combine("/dev/shm", "rushes-" + Path.GetRandomFileName());
        await File.WriteAllTextAsync(path, "bytes", Token);

        var store = Open();
        Assert.Equal("bytes", await ReadAsync(store, await store.AdoptAsync("adopted", path, Token)));
        Assert.False(File.Exists(path));
    }

    protected override LocalObjectStore Open() => new(Root, []);

    protected override string LocalFile(string text)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }

    private sealed class BreakingStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            destination.Write([1, 2, 3]);
            throw new IOException("The network is gone.");
        }
    }
}
