using System.Text;
using Rushes.Storage.Composing;
using Rushes.Storage.Local;

namespace Rushes.Storage.Tests.Local;

public sealed class LocalObjectStoreTests : ObjectStoreConformance, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rushes-test-").FullName;

    private string Root => Path.Combine(_folder, "objects");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Any_FolderIsGone_IsOutOfReachAndNotMadeAnew()
    {
        var elsewhere = Path.Combine(_folder, "elsewhere");
        var store = new LocalObjectStore(Root, []);
        var uri = await store.PutAsync("object", new MemoryStream([1]), Token);
        Directory.Move(Root, elsewhere);

        Func<Task>[] calls = [() => store.PutAsync("object", new MemoryStream([1]), Token), () => store.AdoptAsync("object", Path.Combine(_folder, "file"), Token), () => store.OpenReadAsync(uri, Token)];
        foreach (var call in calls)
        {
            Assert.Equal(StoreTrouble.Unreachable, (await Assert.ThrowsAsync<StoreException>(call)).Trouble);
        }

        Directory.Move(elsewhere, Root);
        await using var content = await store.OpenReadAsync(uri, Token);
        Assert.Equal(1, content.ReadByte());
    }

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
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenRead_FolderOutsideTheRoot_IsAllowedWithAllBelowAndNothingBeside(bool byUri)
    {
        string[] files = ["films/one.mov", "films/old/two.mov", "films-of-others/three.mov", "four.mov"];
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            await File.WriteAllTextAsync(Path.Combine(_folder, file), file, Token);
        }

        var films = Path.Combine(_folder, "films");
        var store = new LocalObjectStore(Root, [byUri ? $"{LocalObjectStore.UriOf(films)}/" : $"{films}/"]);

        Assert.Equal(files[0], await ReadAsync(store, UriOf(files[0])));
        Assert.Equal(files[1], await ReadAsync(store, UriOf(files[1])));
        foreach (var refused in (string[])[UriOf(files[2]), UriOf(files[3]), $"{UriOf("films")}/../four.mov", $"{UriOf("films")}/%2e%2e/four.mov"])
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => store.OpenReadAsync(refused, Token));
        }

        string UriOf(string file) => LocalObjectStore.UriOf(Path.Combine(_folder, file));
    }

    [Fact]
    public async Task RemoveUnfinished_WriteThatWasCutOff_GoesWhenItIsOldEnough()
    {
        var store = Open();
        await store.PutAsync("a/b", new MemoryStream([1]), Token);
        var leftover = Path.Combine(Root, "a", ".writing-abc");
        await File.WriteAllTextAsync(leftover, "half", Token);
        var begun = new DateTimeOffset(File.GetLastWriteTimeUtc(leftover));

        Assert.Equal(["a/b"], await store.ListAsync("", Token).ToListAsync(Token));
        Assert.Equal(0, await store.RemoveUnfinishedAsync(begun, Token));
        Assert.True(File.Exists(leftover));
        Assert.Equal(1, await store.RemoveUnfinishedAsync(begun.AddTicks(1), Token));
        Assert.False(File.Exists(leftover));
        Assert.Equal(["a/b"], await store.ListAsync("", Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Delete_LastObjectsOfAFolder_OnlyFoldersBelowThePrefixGo()
    {
        var store = Open();
        await store.PutAsync("runs/a/b/c", new MemoryStream([1]), Token);
        await store.PutAsync("runs/a/d", new MemoryStream([1]), Token);

        await store.DeleteAsync("runs/a/", Token);

        // Somebody may be about to write there.
        Assert.Equal([Path.Combine(Root, "runs")], Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories));
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

    [Fact]
    public async Task Compose_FileOnAnotherFileSystem_HasItsBytes()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "There is no second file system here.");
        var bytes = Bytes(3 << 20);
        var path = Path.Combine("/dev/shm", "rushes-" + Path.GetRandomFileName());
        await File.WriteAllBytesAsync(path, bytes, Token);
        try
        {
            var uri = LocalObjectStore.UriOf(path);
            var store = new LocalObjectStore(Root, [path]);

            var composed = await ComposeAsync(store, [ObjectPiece.Of(uri, 1, bytes.Length - 1), ObjectPiece.Of(uri, 0, 1)], bytes.Length);

            Assert.Equal(Digest([.. bytes[1..], bytes[0]]), await DigestAsync(store, composed.Uri));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Compose_OnePieceAfterAnother_IsNotThereBeforeTheLast()
    {
        var store = Open();
        await store.ComposeAsync("whole", PiecesAsync(), 2 << 20, Token);

        Assert.Equal(["whole"], await store.ListAsync("", Token).ToListAsync(Token));

        async IAsyncEnumerable<ObjectPiece> PiecesAsync()
        {
            yield return ObjectPiece.Of(new byte[1 << 20]);
            Assert.Empty(await store.ListAsync("", Token).ToListAsync(Token));
            yield return ObjectPiece.Of(new byte[1 << 20]);
        }
    }

    protected override StoreCapabilities Capabilities => StoreCapabilities.LocalFiles | StoreCapabilities.PartCopy;

    /// <summary>No more than there are.</summary>
    protected override int StreamedAt(int bytes) => bytes;

    protected override LocalObjectStore Open() => new(Root, []);

    protected override string LocalFile(string text)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }
}
