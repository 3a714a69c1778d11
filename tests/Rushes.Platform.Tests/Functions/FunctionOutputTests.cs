using System.Security.Cryptography;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Storage.Composing;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Functions;

/// <summary>What functions read and make without files of their own, in a store of files and in one that shows none.</summary>
public sealed class FunctionOutputTests : IAsyncDisposable
{
    private static readonly byte[] Film = [.. Enumerable.Range(0, 1000).Select(value => (byte)value)];

    private readonly TestHost _test = new(StoreKind.Sqlite);
    private readonly FaultyObjectStore _store;

    public FunctionOutputTests() => _test.Store = _store = new FaultyObjectStore(new LocalObjectStore(_test.Objects, []), TimeProvider.System);

    private string Folder => Path.Combine(_test.Scratch, "..", "folder");

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_Stream_BecomesAnObjectUnderTheAttempt(bool showsLocalFiles)
    {
        _store.ShowsLocalFiles = showsLocalFiles;

        var made = Succeeded(await RunAsync((_, context, token) => context.Objects.PutAsync("made", new MemoryStream(Film), token)));

        Assert.Equal(Film.Length, made.Size);
        Assert.Equal(SHA256.HashData(Film), made.Digest.ToByteArray());
        Assert.EndsWith("/make/0/1/made", made.Uri, StringComparison.Ordinal);
        Assert.Equal(Film, await File.ReadAllBytesAsync(new Uri(made.Uri).LocalPath, TestHost.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Compose_PiecesOfAnObject_BecomeAnObjectUnderTheAttempt(bool showsLocalFiles)
    {
        _store.ShowsLocalFiles = showsLocalFiles;

        var made = Succeeded(await RunAsync((film, context, token) => context.Objects.ComposeAsync("made", Pieces(film), 13, token)));

        Assert.Equal(13, made.Size);
        Assert.Empty(made.Digest);
        Assert.EndsWith("/make/0/1/made", made.Uri, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, .. Film[90..100]], await File.ReadAllBytesAsync(new Uri(made.Uri).LocalPath, TestHost.Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Any_MoreThanTheLimit_FailsAndIsNotTaken(bool compose)
    {
        var end = await RunAsync(
            (film, context, token) => compose
                ? context.Objects.ComposeAsync("made", Pieces(film), 13, token)
                : context.Objects.PutAsync("made", new MemoryStream(new byte[13]), token),
            output: "12B");

        var failure = Assert.IsType<RunEnd<ObjectRef>.Failed>(end).Failures[0];
        Assert.Equal(("function.output", FailureCategory.Internal, "made"), (failure.Code, failure.Category, failure.Place.Path));
        Assert.Empty(await _store.ListAsync("runs/", TestHost.Token).ToListAsync(TestHost.Token));
    }

    /// <summary>By a packager that starts again, too, whose last one died while it wrote.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenFolder_Files_AreThereAndNothingElse(bool showsLocalFiles)
    {
        _store.ShowsLocalFiles = showsLocalFiles;
        Directory.CreateDirectory(Path.Combine(Folder, "video"));
        foreach (var old in (string[])["video/made", "video/.writing-abc"])
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, old), "old", TestHost.Token);
        }

        Succeeded(await RunAsync(async (film, context, token) =>
        {
            var folder = context.OpenFolder(LocalObjectStore.UriOf(Folder));
            await folder.PutAsync("put", new MemoryStream(Film), token);
            var made = await folder.ComposeAsync("video/made", Pieces(film), 13, token);
            await folder.RemoveUnfinishedAsync(token);
            return made;
        }));

        Assert.Equal(["put", "video/made"], Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order());
        Assert.Equal(Film, await File.ReadAllBytesAsync(Path.Combine(Folder, "put"), TestHost.Token));
        Assert.Equal([1, 2, 3, .. Film[90..100]], await File.ReadAllBytesAsync(Path.Combine(Folder, "video", "made"), TestHost.Token));
    }

    /// <summary>A function that writes to a folder may read no more than one that makes objects.</summary>
    [Fact]
    public async Task OpenFolder_PieceThatNobodyHasAllowed_IsRefused()
    {
        Directory.CreateDirectory(Folder);
        var secret = Path.Combine(Folder, "secret");
        await File.WriteAllTextAsync(secret, "secret", TestHost.Token);
        var pieces = new[] { ObjectPiece.Of(LocalObjectStore.UriOf(secret), 0, 6) }.ToAsyncEnumerable();

        var end = await RunAsync((_, context, token) => context.OpenFolder(LocalObjectStore.UriOf(Folder)).ComposeAsync("made", pieces, 6, token));

        Assert.Equal("object.forbidden", Assert.IsType<RunEnd<ObjectRef>.Failed>(end).Failures[0].Code);
        Assert.Equal([secret], Directory.EnumerateFiles(Folder));
    }

    [Fact]
    public async Task OpenStream_RangeOfARemoteObject_IsReadAndNothingIsKept()
    {
        _store.ShowsLocalFiles = false;
        byte[] read = new byte[10];

        Succeeded(await RunAsync(async (film, context, token) =>
        {
            await using var stream = await context.OpenStreamAsync(film, token);
            stream.Position = 990;
            await stream.ReadExactlyAsync(read, token);
            return film;
        }));

        Assert.Equal(Film[990..], read);
        Assert.DoesNotContain(Directory.EnumerateFiles(_test.Scratch, "*", SearchOption.AllDirectories), path => new FileInfo(path).Length == Film.Length);
    }

    [Fact]
    public async Task OpenStream_ObjectOfAnotherSize_IsReported()
    {
        var end = await RunAsync(async (film, context, token) =>
        {
            await using var stream = await context.OpenStreamAsync(new ObjectRef { Uri = film.Uri, Size = 5 }, token);
            return film;
        });

        Assert.Equal("object.damaged", Assert.IsType<RunEnd<ObjectRef>.Failed>(end).Failures[0].Code);
    }

    private static IAsyncEnumerable<ObjectPiece> Pieces(ObjectRef film) =>
        new[] { ObjectPiece.Of(new byte[] { 1, 2, 3 }), ObjectPiece.Of(film.Uri, 90, 10) }.ToAsyncEnumerable();

    private static ObjectRef Succeeded(RunEnd<ObjectRef> end) => Assert.IsType<RunEnd<ObjectRef>.Succeeded>(end).Response;

    private async Task<RunEnd<ObjectRef>> RunAsync(Func<ObjectRef, FunctionContext, CancellationToken, Task<ObjectRef>> make, string output = "1GiB")
    {
        var film = await _store.PutAsync("film", new MemoryStream(Film), TestHost.Token);
        await using var host = await _test.StartAsync(new OneFunction(async (media, context, token) => await make(media, context, token), output: output).Services);
        return await OneFunction.RunAsync(host, new ObjectRef { Uri = film, Size = Film.Length });
    }
}
