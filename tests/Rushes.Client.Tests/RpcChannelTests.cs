using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Google.Protobuf;
using Rushes.Contracts.Rpc;
using Rushes.Testing;

namespace Rushes.Client.Tests;

/// <summary>Our client against our server, over sockets.</summary>
public sealed class RpcChannelTests : IAsyncLifetime
{
    private EchoServer _server = null!;
    private RpcChannel _channel = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await EchoServer.StartAsync();
        _channel = new RpcChannel(_server.Http2);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Call_Unary_BringsTheAnswerAndTheHeaders()
    {
        IReadOnlyDictionary<string, string> headers = new Dictionary<string, string>();
        var options = new RpcCallOptions { Headers = new Dictionary<string, string> { ["echo-header"] = "here" }, OnHeaders = got => headers = got };
        var response = await _channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = "Grüße", Mood = Mood.Gay }, options, Token);
        Assert.Equal("Grüße", response.Text);
        Assert.Equal(Mood.Gay, response.Request.Mood);
        Assert.Equal("here", headers["echo-header"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(4_000_000)]
    public async Task Call_PayloadOfAnySize_ComesBackWhole(int size)
    {
        var payload = new byte[size];
        new Random(size).NextBytes(payload);
        var response = await _channel.CallAsync(EchoMethods.Sum, new EchoRequest { Payload = ByteString.CopyFrom(payload), Count = 3 }, null, Token);
        Assert.Equal(3, response.Number);
        using var large = new RpcChannel(_server.Http2, new RpcChannelOptions { MaxMessageBytes = 1 << 24 });
        Assert.Equal(payload, (await large.CallAsync(EchoMethods.Say, new EchoRequest { Payload = ByteString.CopyFrom(payload) }, null, Token)).Payload.ToByteArray());
    }

    [Fact]
    public async Task Call_RequestTooLarge_IsRefused()
    {
        var request = new EchoRequest { Payload = ByteString.CopyFrom(new byte[MessageFrames.DefaultMaxBytes]) };
        var error = await Assert.ThrowsAsync<RpcException>(() => _channel.CallAsync(EchoMethods.Say, request, null, Token));
        Assert.Equal(RpcCode.ResourceExhausted, error.Code);
    }

    [Fact]
    public async Task Call_ResponseTooLarge_IsRefused()
    {
        using var small = new RpcChannel(_server.Http2, new RpcChannelOptions { MaxMessageBytes = 100 });
        var error = await Assert.ThrowsAsync<RpcException>(
            () => small.CallAsync(EchoMethods.Say, new EchoRequest { Payload = ByteString.CopyFrom(new byte[200]) }, null, Token));
        Assert.Equal(RpcCode.ResourceExhausted, error.Code);
    }

    [Fact]
    public async Task Stream_FromServer_GivesAllInOrder()
    {
        var numbers = await _channel.StreamAsync(EchoMethods.Count, new EchoRequest { Count = 1000 }, null, Token).Select(response => response.Number).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, 1000), numbers);
    }

    [Fact]
    public async Task Stream_FromClient_IsReadToItsEnd()
    {
        var requests = Enumerable.Range(0, 1000).Select(number => new EchoRequest { Count = number }).ToAsyncEnumerable();
        var response = await _channel.StreamAsync(EchoMethods.Sum, requests, null, Token).SingleAsync(Token);
        Assert.Equal(499_500, response.Number);
    }

    [Fact]
    public async Task Stream_BothWays_CarriesEachMessageWhenItIsThere()
    {
        var requests = Channel.CreateUnbounded<EchoRequest>();
        await using var responses = _channel.StreamAsync(EchoMethods.Chat, requests.Reader.ReadAllAsync(Token), null, Token).GetAsyncEnumerator(Token);

        // Each question waits for the answer to the one before.
        for (var number = 0; number < 100; number++)
        {
            requests.Writer.TryWrite(new EchoRequest { Text = $"{number}" });
            Assert.True(await responses.MoveNextAsync());
            Assert.Equal($"{number}", responses.Current.Text);
        }

        requests.Writer.Complete();
        Assert.False(await responses.MoveNextAsync());
    }

    [Fact]
    public async Task Stream_CallerStopsReading_EndsOnTheServer()
    {
        var requests = Channel.CreateUnbounded<EchoRequest>();
        requests.Writer.TryWrite(new EchoRequest { Text = "hello" });
        await foreach (var response in _channel.StreamAsync(EchoMethods.Chat, requests.Reader.ReadAllAsync(Token), null, Token))
        {
            Assert.Equal("hello", response.Text);
            break;
        }

        await _server.Service.Cancelled.WaitAsync(Token);
        Assert.Empty(_server.Errors);
    }

    [Fact]
    public async Task Stream_Cancelled_EndsOnBothSides()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = _channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = EchoService.Wait }, null, stop.Token);
        await _server.Service.Begun.WaitAsync(Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await _server.Service.Cancelled.WaitAsync(Token);
        Assert.Empty(_server.Errors);
    }

    [Fact]
    public async Task Stream_CallerVanishes_EndsOnTheServer()
    {
        var requests = Channel.CreateUnbounded<EchoRequest>();
        requests.Writer.TryWrite(new EchoRequest());
        var vanishing = new RpcChannel(_server.Http2);
        var call = vanishing.StreamAsync(EchoMethods.Chat, requests.Reader.ReadAllAsync(Token), null, Token).ToListAsync(Token);
        await _server.Service.Begun.WaitAsync(Token);
        vanishing.Dispose();
        await _server.Service.Cancelled.WaitAsync(Token);
        Assert.IsType<RpcException>(await Record.ExceptionAsync(() => call.AsTask()));
        Assert.Empty(_server.Errors);
    }

    [Fact]
    public async Task Stream_ManyMessagesBothWays_LosesNone()
    {
        var requests = Enumerable.Range(0, 20_000).Select(number => new EchoRequest { Text = $"{number}" }).ToAsyncEnumerable();
        var texts = await _channel.StreamAsync(EchoMethods.Chat, requests, null, Token).Select(response => response.Text).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(number => $"{number}"), texts);
    }

    [Fact]
    public async Task Stream_RequestsFail_ThrowsWhatTheyThrew()
    {
        async IAsyncEnumerable<EchoRequest> Requests()
        {
            yield return new EchoRequest();
            await Task.Yield();
            throw new InvalidDataException("no more");
        }

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => _channel.StreamAsync(EchoMethods.Sum, Requests(), null, Token).ToListAsync(Token).AsTask());
        Assert.Equal("no more", error.Message);
    }

    [Fact]
    public async Task Call_Refused_BringsEveryFailureWithItsPlace()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => _channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = EchoService.Refuse }, null, Token));
        Assert.Equal(RpcCode.InvalidArgument, error.Code);
        Assert.Equal("Mistake 0: 100 % wrong, äöü (and 19 more)", error.Message);
        Assert.Equal(20, error.Failures.Count);
        Assert.Equal("parts[19]", error.Failures[^1].Place.Field);
    }

    [Fact]
    public async Task Stream_FailsAfterResponses_GivesThoseFirst()
    {
        List<int> numbers = [];
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var response in _channel.StreamAsync(EchoMethods.Count, new EchoRequest { Count = 3, Text = EchoService.Refuse }, null, Token))
            {
                numbers.Add(response.Number);
            }
        });
        Assert.Equal([0, 1, 2], numbers);
        Assert.Equal(20, error.Failures.Count);
    }

    [Fact]
    public async Task Call_HandlerBreaks_TellsNothingOfWhy()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => _channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = EchoService.Break }, null, Token));
        Assert.Equal(RpcCode.Internal, error.Code);
        Assert.DoesNotContain(EchoService.Secret, error.ToString(), StringComparison.Ordinal);
        Assert.Single(_server.Errors);
    }

    [Fact]
    public async Task Call_DeadlinePassesOnTheServer_EndsThere()
    {
        var clock = new FakeTimeProvider();
        await using var server = await EchoServer.StartAsync(time: clock);
        using var channel = new RpcChannel(server.Http2, new RpcChannelOptions { Time = new FakeTimeProvider() });
        var call = channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = EchoService.Wait }, new RpcCallOptions { Deadline = TimeSpan.FromSeconds(10) }, Token);
        await server.Service.Begun.WaitAsync(Token);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(RpcCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => call)).Code);
    }

    [Fact]
    public async Task Call_DeadlinePassesOnTheClient_EndsOnBothSides()
    {
        var clock = new FakeTimeProvider();
        await using var server = await EchoServer.StartAsync(time: new FakeTimeProvider());
        using var channel = new RpcChannel(server.Http2, new RpcChannelOptions { Time = clock });
        var call = channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = EchoService.Wait }, new RpcCallOptions { Deadline = TimeSpan.FromSeconds(10) }, Token);
        await server.Service.Begun.WaitAsync(Token);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(RpcCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => call)).Code);
        await server.Service.Cancelled.WaitAsync(Token);
    }

    [Fact]
    public async Task Call_ServerStops_IsUnavailable()
    {
        var call = _channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = EchoService.Wait }, null, Token);
        await _server.Service.Begun.WaitAsync(Token);
        await _server.DisposeAsync();
        Assert.Equal(RpcCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => call)).Code);
    }

    [Fact]
    public async Task Call_NobodyListens_IsUnavailable()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var channel = new RpcChannel(new Uri($"http://{taken.LocalEndPoint}"));
        var error = await Assert.ThrowsAsync<RpcException>(() => channel.CallAsync(EchoMethods.Say, new EchoRequest(), null, Token));
        Assert.Equal(RpcCode.Unavailable, error.Code);
    }

    [Fact]
    public async Task Call_MethodIsNotThere_IsUnimplemented()
    {
        var method = EchoMethods.Say with { FullName = "rushes.testing.v1.Echo/Nothing" };
        var error = await Assert.ThrowsAsync<RpcException>(() => _channel.CallAsync(method, new EchoRequest { Text = "x" }, null, Token));
        Assert.Equal((RpcCode.Unimplemented, "There is no method rushes.testing.v1.Echo/Nothing."), (error.Code, error.Message));
    }

    [Fact]
    public async Task Call_MoreRequestsThanOne_IsRefused()
    {
        EchoRequest[] requests = [new(), new()];
        var error = await Assert.ThrowsAsync<RpcException>(
            () => _channel.StreamAsync(EchoMethods.Say, requests.ToAsyncEnumerable(), null, Token).ToListAsync(Token).AsTask());
        Assert.Equal(RpcCode.InvalidArgument, error.Code);
    }

    [Fact]
    public async Task Call_EnumValueOfANewerClient_IsRefusedWithItsPlace()
    {
        var request = new EchoRequest { Mood = (Mood)9, Parts = { new Part(), new Part { Mood = (Mood)7 } }, Moods = { Mood.Sad, (Mood)5 } };
        var error = await Assert.ThrowsAsync<RpcException>(() => _channel.CallAsync(EchoMethods.Say, request, null, Token));
        Assert.Equal(["mood", "parts[1].mood", "moods[1]"], error.Failures.Select(failure => failure.Place.Field));
    }
}
