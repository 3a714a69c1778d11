using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Client.Tests.Files;
using Rushes.Testing;

namespace Rushes.Client.Tests;

/// <summary>Who asks for much and takes nothing of it costs little, and not for long.</summary>
public sealed class SlowCallerTests
{
    private const int Part = 64 << 10;

    /// <summary>Far more than the buffers between server and caller hold.</summary>
    private const int Parts = 4000;

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Grpc_CallerTakesNothing_NothingMoreIsMadeAndItIsCutOffAlone()
    {
        await using var server = await EchoServer.StartAsync(time: _clock);
        using var channel = new RpcChannel(server.Http2);
        await using var responses = channel.StreamAsync(EchoMethods.Count, Request(), null, Token).GetAsyncEnumerator(Token);
        Assert.True(await responses.MoveNextAsync());

        // On the same connection.
        Assert.Equal("x", (await channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = "x" }, null, Token)).Text);
        await UntilCutOffAsync(server);

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await responses.MoveNextAsync())
            {
                // What was on its way.
            }
        });
        Assert.Equal(RpcCode.Unavailable, error.Code);
        Assert.Equal("x", (await channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = "x" }, null, Token)).Text);
        Assert.Empty(server.Errors);
    }

    [Fact]
    public async Task Http1_CallerTakesNothing_NothingMoreIsMadeAndItIsCutOff()
    {
        await using var server = await EchoServer.StartAsync(time: _clock);
        using var client = new TcpClient { ReceiveBufferSize = Part };
        await client.ConnectAsync(IPAddress.Loopback, server.Http1.Port, Token);
        using var body = new MemoryStream();
        body.Write([0, 0, (byte)(Request().CalculateSize() >> 16), (byte)(Request().CalculateSize() >> 8), (byte)Request().CalculateSize()]);
        Request().WriteTo(body);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /{EchoMethods.Count.FullName} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/connect+proto\r\nContent-Length: {body.Length}\r\n\r\n"), Token);
        await client.GetStream().WriteAsync(body.ToArray(), Token);

        await UntilCutOffAsync(server);
    }

    /// <summary>As a worker does that does not read its orders.</summary>
    [Fact]
    public async Task Grpc_CallerSaysMuchAndTakesNothing_IsHeldBackAndCutOff()
    {
        await using var server = await EchoServer.StartAsync(time: _clock);
        using var channel = new RpcChannel(server.Http2);
        var said = 0;
        var requests = Enumerable.Range(1, Parts).Select(number => new EchoRequest { Text = new string('x', Part), Count = said = number }).ToAsyncEnumerable();
        await using var responses = channel.StreamAsync(EchoMethods.Chat, requests, null, Token).GetAsyncEnumerator(Token);
        Assert.True(await responses.MoveNextAsync());

        while (!server.Service.Cancelled.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(121));
            await Task.Delay(10, Token);
        }

        Assert.InRange(said, 1, Parts / 2);
    }

    [Fact]
    public async Task Download_CallerTakesNothing_ReadsNoFurtherAndIsCutOff()
    {
        await using var server = await FileServer.StartAsync(time: _clock);
        using var content = new MemoryStream(new byte[64 << 20]);
        var uri = await server.Store.PutAsync("runs/r/n/0/1/media.mp4", content, Token);
        await using var parts = server.Channel.StreamAsync(FileMethods.Download, new DownloadFileRequest { Uri = uri }, null, Token).GetAsyncEnumerator(Token);
        Assert.True(await parts.MoveNextAsync());

        while (!server.Store.LastOpened!.IsClosed)
        {
            _clock.Advance(TimeSpan.FromSeconds(121));
            await Task.Delay(10, Token);
        }

        Assert.InRange(server.Store.LastOpened.BytesRead, 1, 32 << 20);
    }

    private static EchoRequest Request() => new() { Count = Parts, Payload = ByteString.CopyFrom(new byte[Part]) };

    private async Task UntilCutOffAsync(EchoServer server)
    {
        while (server.Service.Count == 0)
        {
            await Task.Delay(10, Token);
        }

        while (!server.Service.Counted.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(121));
            await Task.Delay(10, Token);
        }

        Assert.InRange(server.Service.Count, 1, Parts / 4);
    }
}
