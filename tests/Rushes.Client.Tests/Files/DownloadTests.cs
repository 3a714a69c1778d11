using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Client.Tests.Files;

/// <summary>What is fetched is the object, and nothing else can be had.</summary>
public sealed class DownloadTests : IAsyncLifetime
{
    private static readonly byte[] Film = FileServer.Bytes((3 << 20) + 77);

    private FileServer _server = null!;
    private ObjectRef _object = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await FileServer.StartAsync();
        var uri = await _server.Store.PutAsync("runs/r/n/0/1/media.mp4", new MemoryStream(Film), Token);
        _object = new ObjectRef { Uri = uri, Size = Film.Length, Digest = FileServer.DigestOf(Film) };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((1 << 20) + 5)]
    [InlineData((3 << 20) + 77)]
    public async Task Download_WithItsBeginningThere_FetchesTheRest(int there)
    {
        using var destination = await Holding(Film.AsMemory(0, there));
        await _server.Client.DownloadAsync(_object, destination, null, Token);
        Assert.Equal(Film, destination.ToArray());
        Assert.Equal(there < Film.Length, _server.Store.Calls.Any(call => call.Call == Testing.StoreCall.OpenRead));
    }

    [Fact]
    public async Task Download_AfterAnotherBeginning_KeepsNothingOfIt()
    {
        using var destination = await Holding(new byte[1000]);
        Assert.Equal(RpcCode.DataLoss, (await FileServer.FailAsync(() => _server.Client.DownloadAsync(_object, destination, null, Token))).Code);
        Assert.Equal(0, destination.Length);
    }

    [Fact]
    public async Task Download_OfMoreThanWasSaid_IsNotTheObject()
    {
        using var destination = new MemoryStream();
        var shorter = new ObjectRef { Uri = _object.Uri, Size = 100, Digest = FileServer.DigestOf(Film[..100]) };
        Assert.Equal(RpcCode.DataLoss, (await FileServer.FailAsync(() => _server.Client.DownloadAsync(shorter, destination, null, Token))).Code);
    }

    [Fact]
    public async Task Download_ThatBreaksOff_GoesOnWhereItStopped()
    {
        _server.Store.CutAfter = 2 << 20;
        using var destination = new MemoryStream();
        await FileServer.FailAsync(() => _server.Client.DownloadAsync(_object, destination, null, Token));
        Assert.Equal(2 << 20, destination.Length);
        _server.Store.CutAfter = null;
        await _server.Client.DownloadAsync(_object, destination, null, Token);
        Assert.Equal(Film, destination.ToArray());
    }

    [Theory]
    [InlineData("{outside}")]
    [InlineData("{store}/../outside.bin")]
    [InlineData("{store}/%2e%2e/outside.bin")]
    [InlineData("{store}/runs/r/..%2f..%2f..%2foutside.bin")]
    [InlineData("{store}/runs")]
    [InlineData("{store}")]
    [InlineData("{store}/runs/r/n/0/1/absent.mp4")]
    [InlineData("file://elsewhere/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("file:///proc/self/environ")]
    [InlineData("/etc/passwd")]
    [InlineData("s3://bucket/key")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("")]
    [InlineData("\0")]
    public async Task Download_OfWhatIsNoObjectOfTheStore_FindsNothing(string uri)
    {
        var asked = uri.Replace("{store}", $"file://{_server.Folder}", StringComparison.Ordinal).Replace("{outside}", $"file://{_server.Outside}", StringComparison.Ordinal);
        var error = await FileServer.FailAsync(() => PartsAsync(asked, 0));
        Assert.Equal(RpcCode.NotFound, error.Code);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData((3 << 20) + 78)]
    [InlineData(long.MaxValue)]
    public async Task Download_FromWhereNothingIs_IsRefused(long offset) =>
        Assert.Equal(RpcCode.OutOfRange, (await FileServer.FailAsync(() => PartsAsync(_object.Uri, offset))).Code);

    [Theory]
    [InlineData(RpcRole.Submit, RpcCode.PermissionDenied)]
    [InlineData(RpcRole.Operate, RpcCode.PermissionDenied)]
    [InlineData(RpcRole.Read, RpcCode.NotFound)]
    public async Task Download_NeedsTheRoleRead(RpcRole role, RpcCode code) => Assert.Equal(code, await AsAsync(role, client =>
        client.DownloadAsync(new ObjectRef { Uri = "file:///absent", Size = 1 }, new MemoryStream(), null, Token)));

    [Theory]
    [InlineData(RpcRole.Read, RpcCode.PermissionDenied)]
    [InlineData(RpcRole.Submit, null)]
    public async Task Upload_NeedsTheRoleSubmit(RpcRole role, RpcCode? code) => Assert.Equal(
        code, await AsAsync(role, client => client.UploadAsync(new MemoryStream(Film), Film.Length, FileServer.DigestOf(Film), null, Token)));

    private static async Task<RpcCode?> AsAsync(RpcRole role, Func<FilesClient, Task> call)
    {
        var token = new AccessToken("me", System.Security.Cryptography.SHA256.HashData("token"u8), new HashSet<RpcRole> { role }, null);
        await using var server = await FileServer.StartAsync(RpcAccess.ByToken([token], EchoServer.NoLimit, TimeProvider.System));
        using var channel = new RpcChannel(server.Address, new RpcChannelOptions { Token = "token" });
        return (await Record.ExceptionAsync(() => call(new FilesClient(channel))) as RpcException)?.Code;
    }

    private async Task PartsAsync(string uri, long offset)
    {
        await foreach (var _ in _server.Channel.StreamAsync(FileMethods.Download, new DownloadFileRequest { Uri = uri, Offset = offset }, null, Token))
        {
            Assert.Fail("There is something.");
        }
    }

    private static async Task<MemoryStream> Holding(ReadOnlyMemory<byte> bytes)
    {
        var stream = new MemoryStream();
        await stream.WriteAsync(bytes, Token);
        return stream;
    }
}
