using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Storage.Caching;
using Rushes.Testing;

namespace Rushes.Storage.Tests.S3;

/// <summary>How fast large objects come and go, for docs/storage.md: <c>./test --soak storage</c>.</summary>
[Trait("Category", "Soak")]
[Trait("Soak", "storage")]
public sealed class S3ThroughputTests : IDisposable
{
    private const int Size = 512 << 20;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LargeObject_ThereAndBack_IsTheSame()
    {
        var store = StoreLocation.Parse(await S3Server.NewStoreAsync()).Open([], TimeProvider.System, NullLoggerFactory.Instance);
        var bytes = new byte[Size];
        new Random(1).NextBytes(bytes);
        var uri = "";

        await TellAsync("put", async () => uri = await store.PutAsync("large", new MemoryStream(bytes), Token));
        await TellAsync("part copy", () => store.CopyAsync(uri, "copy", Token));
        await TellAsync("fetch into the cache", async () =>
        {
            using var file = await new ObjectCache(store, _folder["cache"], 0, TimeProvider.System).OpenAsync(uri, default, Token);
            Assert.Equal(Size, new FileInfo(file.Path).Length);
        });
        await TellAsync("read", async () =>
        {
            await using var stream = await store.OpenReadAsync(uri, Token);
            var read = new byte[1 << 20];
            for (var at = 0; at < Size; at += read.Length)
            {
                await stream.ReadExactlyAsync(read, Token);
                Assert.True(read.AsSpan().SequenceEqual(bytes.AsSpan(at, read.Length)));
            }
        });
        await store.DeleteAsync("", Token);
    }

    private static async Task TellAsync(string what, Func<Task> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        await work();
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Size / seconds / (1 << 20):0} MiB/s"));
    }
}
