using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Rpc.Files;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Client.Tests.Files;

/// <summary>A server of files over a folder of its own.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    public const int MaxBytes = 8 << 20;

    private readonly TemporaryFolder _folder = new();
    private EchoServer _server = null!;

    private FileServer()
    {
        Store = new FaultyObjectStore(new LocalObjectStore(_folder["store"], [Outside]), TimeProvider.System);
    }

    public RpcChannel Channel { get; private set; } = null!;

    public FilesClient Client => new(Channel);

    public FaultyObjectStore Store { get; }

    public Uri Address => _server.Http2;

    /// <summary>A file outside of the store that the platform may read, and nobody else.</summary>
    public string Outside => _folder["outside.bin"];

    public string Folder => _folder["store"];

    /// <summary>Every file of the store, also one that is not finished.</summary>
    public string[] Stored => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)];

    public static async Task<FileServer> StartAsync(RpcAccess? access = null, TimeProvider? time = null)
    {
        var server = new FileServer();
        await File.WriteAllTextAsync(server.Outside, "secret");
        server._server = await EchoServer.StartAsync(access, time, more: FilesApi.Methods(server.Store, new FakeUploads(), MaxBytes, time ?? TimeProvider.System));
        server.Channel = new RpcChannel(server._server.Http2);
        return server;
    }

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    public static ByteString DigestOf(byte[] bytes) => ByteString.CopyFrom(SHA256.HashData(bytes));

    public static Task<RpcException> FailAsync(Func<Task> call) => Assert.ThrowsAsync<RpcException>(call);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
