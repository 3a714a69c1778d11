using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Storage.S3;
using Rushes.Testing;

namespace Rushes.Storage.Tests.S3;

/// <summary>A server process that is killed in the middle of the work, and comes back.</summary>
public sealed class S3ServerLossTests : IAsyncLifetime
{
    private const int Part = 5 << 20;

    private S3Proxy _server = null!;
    private S3ObjectStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var location = (StoreLocation.S3Bucket)StoreLocation.Parse(await S3Server.NewStoreAsync());
        _server = await S3Proxy.StartNewAsync(Token);
        _store = new S3ObjectStore(
            location with { Endpoint = new Uri(_server.Endpoint) }, [], new S3Settings { PartBytes = Part, BlockBytes = 1 << 20 },
            TimeProvider.System, NullLoggerFactory.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Put_ServerIsKilledAndComesBack_IsDone()
    {
        var bytes = Bytes(4 * Part);
        var content = new InterruptedStream(bytes, 2 * Part, _server);

        var uri = await _store.PutAsync("object", content, Token);
        await content.BackAgain;

        Assert.Equal(bytes, await ReadAsync(uri));
        Assert.Equal(["object"], await _store.ListAsync("", Token).ToListAsync(Token));
        Assert.Equal(0, await _store.RemoveUnfinishedAsync(DateTimeOffset.MaxValue, Token));
    }

    [Fact]
    public async Task OpenRead_ServerIsKilledAndComesBack_GivesAllBytes()
    {
        var bytes = Bytes(2 * Part);
        var uri = await _store.PutAsync("object", new MemoryStream(bytes), Token);
        await using var stream = await _store.OpenReadAsync(uri, Token);
        var read = new byte[bytes.Length];
        await stream.ReadExactlyAsync(read.AsMemory(0, Part / 2), Token);

        await _server.KillAsync();
        var rest = stream.ReadExactlyAsync(read.AsMemory(Part / 2), Token);
        await _server.StartAsync(Token);
        await rest;

        Assert.Equal(bytes, read);
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private async Task<byte[]> ReadAsync(string uri)
    {
        await using var stream = await _store.OpenReadAsync(uri, Token);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Token);
        return content.ToArray();
    }

    /// <summary>While it is read, the server goes, and comes back on its own.</summary>
    private sealed class InterruptedStream(byte[] bytes, long after, S3Proxy server) : MemoryStream(bytes)
    {
        public Task BackAgain { get; private set; } = Task.CompletedTask;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= after && BackAgain.IsCompleted)
            {
                await server.KillAsync();
                after = long.MaxValue;
                BackAgain = server.StartAsync(cancellationToken);
            }

            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
