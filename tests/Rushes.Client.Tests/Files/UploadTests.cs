using System.Runtime.CompilerServices;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Storage;
using Rushes.Testing;

namespace Rushes.Client.Tests.Files;

/// <summary>A file is on the server whole and right, or not at all.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private static readonly byte[] Film = FileServer.Bytes((2 << 20) + 12_345);

    private FileServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await FileServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Upload_File_IsFoundByItsDigest()
    {
        Assert.Null(await _server.Client.FindAsync(FileServer.DigestOf(Film), Token));
        List<long> told = [];
        var uploaded = await _server.Client.UploadAsync(new MemoryStream(Film), Film.Length, FileServer.DigestOf(Film), new Told(told), Token);

        Assert.Equal((Film.Length, FileServer.DigestOf(Film)), (uploaded.Size, uploaded.Digest));
        Assert.Equal(uploaded, await _server.Client.FindAsync(FileServer.DigestOf(Film), Token));
        Assert.Equal(Film, await File.ReadAllBytesAsync(new Uri(uploaded.Uri).LocalPath, Token));
        Assert.Equal(Film.Length, told[^1]);
        Assert.Equal(told.Order(), told);
    }

    [Fact]
    public async Task Upload_Twice_IsOneObject()
    {
        var first = await UploadAsync(Film, Film.Length, FileServer.DigestOf(Film));
        Assert.Equal(first, await UploadAsync(Film, Film.Length, FileServer.DigestOf(Film)));
        Assert.Single(_server.Stored);
    }

    [Fact]
    public async Task Upload_OfOtherBytes_LeavesNothing()
    {
        byte[] other = [.. Film];
        other[^1] ^= 1;
        await RefusedAsync("upload.digest", () => UploadAsync(other, Film.Length, FileServer.DigestOf(Film)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Upload_OfAnotherSize_LeavesNothing(int more) =>
        await RefusedAsync("upload.size", () => UploadAsync(Film, Film.Length + more, FileServer.DigestOf(Film)));

    [Fact]
    public async Task Upload_TooLarge_IsRefusedBeforeItsBytes()
    {
        await RefusedAsync("upload.too_large", () => SendAsync(AnnouncedThenSilentAsync(FileServer.MaxBytes + 1, default)));
        Assert.DoesNotContain(_server.Store.Calls, call => call.Call == StoreCall.Put);
    }

    [Fact]
    public async Task Upload_ThatSaysNothing_IsToldAllAtOnce()
    {
        var error = await FileServer.FailAsync(() => SendAsync(AsyncEnumerable.Empty<UploadFileRequest>()));
        Assert.Equal(["digest", "size"], error.Failures.Select(failure => failure.Place.Field));
    }

    [Fact]
    public async Task Upload_InPartsThatAreTooLarge_LeavesNothing()
    {
        UploadFileRequest[] requests =
        [
            new() { Size = Film.Length, Digest = FileServer.DigestOf(Film) },
            new() { Content = ByteString.CopyFrom(Film.AsSpan(0, FileMethods.LargestPart + 1)) },
        ];
        await RefusedAsync("upload.part", () => SendAsync(requests.ToAsyncEnumerable()));
    }

    [Fact]
    public async Task Upload_WhoseCallerGoes_LeavesNothing()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var upload = SendAsync(AnnouncedThenSilentAsync(Film.Length, gone.Token), gone.Token);
        await UntilAsync(() => _server.Stored.Length == 1);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        await UntilAsync(() => _server.Stored.Length == 0);
    }

    [Fact]
    public async Task Upload_IntoAFullStore_SaysSo()
    {
        _server.Store.Fails = (call, _) => call == StoreCall.Put ? new StoreException(StoreTrouble.Full, "full", "") : null;
        var error = await FileServer.FailAsync(() => UploadAsync(Film, Film.Length, FileServer.DigestOf(Film)));
        Assert.Equal((RpcCode.ResourceExhausted, "store.full"), (error.Code, Assert.Single(error.Failures).Code));
    }

    [Fact]
    public async Task Upload_WhileTheStoreIsAway_MayBeTriedAgain()
    {
        _server.Store.Fails = (call, _) => call == StoreCall.Put ? new StoreException(StoreTrouble.Unreachable, "away", "") : null;
        Assert.Equal(RpcCode.Unavailable, (await FileServer.FailAsync(() => UploadAsync(Film, Film.Length, FileServer.DigestOf(Film)))).Code);
    }

    [Fact]
    public async Task Upload_WhoseCallerIsSilent_MayBeTriedAgainAndLeavesNothing()
    {
        var clock = new FakeTimeProvider();
        await using var server = await FileServer.StartAsync(time: clock);
        var upload = server.Channel.StreamAsync(FileMethods.Upload, AnnouncedThenSilentAsync(Film.Length, Token), null, Token).SingleAsync(Token).AsTask();
        await UntilAsync(() => server.Stored.Length == 1);
        while (!upload.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(61));
            await Task.Delay(10, Token);
        }

        Assert.Equal(RpcCode.Unavailable, (await FileServer.FailAsync(() => upload)).Code);
        Assert.Empty(server.Stored);
    }

    [Fact]
    public async Task Upload_ByMoreThanThereIsRoomFor_MayBeTriedAgain()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var uploads = Enumerable.Range(0, 65).Select(number => SendAsync(SilentAsync(number, gone.Token), gone.Token)).ToList();

        var first = await Task.WhenAny(uploads);

        Assert.Equal(RpcCode.Unavailable, (await FileServer.FailAsync(() => first)).Code);
        await UntilAsync(() => _server.Stored.Length == 64);
        Assert.Equal(1, uploads.Count(upload => upload.IsCompleted));
        await gone.CancelAsync();
        await Task.WhenAll(uploads).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private Task<ObjectRef> UploadAsync(byte[] content, long size, ByteString digest) =>
        _server.Client.UploadAsync(new MemoryStream(content), size, digest, null, Token);

    private async Task<ObjectRef> SendAsync(IAsyncEnumerable<UploadFileRequest> requests, CancellationToken? token = null) =>
        await _server.Channel.StreamAsync(FileMethods.Upload, requests, null, token ?? Token).SingleAsync(token ?? Token);

    private async Task RefusedAsync(string code, Func<Task> upload)
    {
        var error = await FileServer.FailAsync(upload);
        Assert.Equal((RpcCode.InvalidArgument, code), (error.Code, Assert.Single(error.Failures).Code));
        Assert.Empty(_server.Stored);
    }

    private static async IAsyncEnumerable<UploadFileRequest> AnnouncedThenSilentAsync(long size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new UploadFileRequest { Size = size, Digest = FileServer.DigestOf(Film) };
        yield return new UploadFileRequest { Content = ByteString.CopyFrom(Film.AsSpan(0, FileMethods.LargestPart)) };
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static async IAsyncEnumerable<UploadFileRequest> SilentAsync(int number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new UploadFileRequest { Size = 1, Digest = FileServer.DigestOf([(byte)number]) };
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Token);
        }
    }

    private sealed class Told(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }
}
