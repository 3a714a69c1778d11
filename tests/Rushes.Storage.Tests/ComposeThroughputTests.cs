using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Storage.Composing;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Storage.Tests;

/// <summary>What it takes to put an object together, for docs/storage.md: <c>./test --soak storage</c>.</summary>
[Trait("Category", "Soak")]
[Trait("Soak", "storage")]
public sealed class ComposeThroughputTests : IDisposable
{
    private const int Rounds = 5;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Taken by turns from two files of half the size, so that no two pieces are one range, with a header of ours before each.</summary>
    [Theory]
    [InlineData(200_000)]
    [InlineData(5_000_000)]
    [InlineData(50_000_000)]
    public async Task LocalFile_OfPieces_AgainstCp(int piece)
    {
        const long Size = 1_000_000_000;
        var store = new LocalObjectStore(_folder["store"], []);
        var sources = new List<string>();
        for (var number = 0; number < 2; number++)
        {
            sources.Add(await store.PutAsync($"{number}", new MemoryStream(Bytes((int)(Size / 2))), Token));
        }

        var pieces = new List<ObjectPiece>();
        for (long at = 0; at < Size / 2; at += piece)
        {
            pieces.AddRange(sources.SelectMany(uri => new[] { ObjectPiece.Of(new byte[16]), ObjectPiece.Of(uri, at, piece) }));
        }

        var size = pieces.Sum(one => one.Length);
        var whole = (await store.ComposeAsync("whole", pieces.ToAsyncEnumerable(), size, Token)).Uri;
        var (composing, copying) = (double.MaxValue, double.MaxValue);
        ComposedObject? composed = null;
        for (var round = 0; round < Rounds; round++)
        {
            composing = Math.Min(composing, await SecondsAsync(async () => composed = await store.ComposeAsync("again", pieces.ToAsyncEnumerable(), size, Token)));
            await store.DeleteAsync("again", Token);
            copying = Math.Min(copying, await SecondsAsync(() => CopyAsync(store.TryGetLocalPath(whole)!, _folder["copy"])));
            File.Delete(_folder["copy"]);
        }

        Tell($"pieces of {piece / 1000} KB: {composing:0.00} s; cp and a flush {copying:0.00} s, ratio {copying / composing:0.00}; {composed!.Streamed} bytes through us");
        Assert.Equal(size, composed!.Copied + composed.Streamed);
    }

    [Fact]
    public async Task S3Object_OfLongRanges_BytesThroughUs()
    {
        const int Range = 20_000_000;
        var store = StoreLocation.Parse(await S3Server.NewStoreAsync()).Open([], TimeProvider.System, NullLoggerFactory.Instance);
        var uri = await store.PutAsync("from", new MemoryStream(Bytes(Range)), Token);
        var pieces = Enumerable.Range(0, 10).SelectMany(_ => new[] { ObjectPiece.Of(new byte[100]), ObjectPiece.Of(uri, 0, Range - 100) }).ToList();
        ComposedObject? composed = null;

        var seconds = await SecondsAsync(async () => composed = await store.ComposeAsync("whole", pieces.ToAsyncEnumerable(), 10 * Range, Token));

        Tell($"200 MB of ranges of 20 MB on S3: {seconds:0.00} s, {composed!.Streamed} bytes through us");
        await store.DeleteAsync("", Token);
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Its bytes on the disk, as the store has them.</summary>
    private static async Task CopyAsync(string from, string to)
    {
        foreach (var arguments in (string[][])[["cp", from, to], ["sync", to]])
        {
            using var process = Process.Start(arguments[0], arguments[1..]);
            await process.WaitForExitAsync(Token);
            Assert.Equal(0, process.ExitCode);
        }
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static void Tell(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
