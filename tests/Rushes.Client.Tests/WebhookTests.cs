using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Contracts.Webhooks;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Rpc.Webhooks;
using Rushes.Testing;

namespace Rushes.Client.Tests;

/// <summary>Our sender, a receiver over sockets, and our check of what it got.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly WebhookSecret Secret = WebhookSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;
    private static readonly WebhookSecret Other = WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[32]))!;

    private readonly FakeTimeProvider _clock = new();
    private readonly ConcurrentQueue<(IHeaderDictionary Headers, byte[] Body)> _got = [];
    private readonly ConcurrentQueue<int> _answers = [];
    private RpcServer _receiver = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new RpcOptions { Access = RpcAccess.ForThisMachine(RequestRate.Default, _clock), Logger = NullLogger.Instance };
        _receiver = await RpcServer.StartAsync(
            [new RpcListener(new IPEndPoint(IPAddress.Loopback, 0), HttpProtocols.Http1)], [], options, new RpcServerLimits(), NullLoggerFactory.Instance,
            endpoints => endpoints.MapPost("/hook", ReceiveAsync), Token);
    }

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task Sent_OnceReceived_IsGenuineAndSaysWhatEnded()
    {
        using var sender = Sender();
        Assert.Null(await sender.DeliverAsync(Message(), Token));
        var (headers, body) = Assert.Single(_got);
        Assert.Equal(WebhookVerdict.Genuine, new WebhookReceiver([Other, Secret], _clock).Check(name => headers[name], body));
        var text = JobEvent.Parser.ParseJson(Encoding.UTF8.GetString(body));
        Assert.Equal(("job.failed", "job-1", JobStatus.Failed, 0), (text.Type, text.Data.Id, text.Data.Status, text.Data.Work.Count));
    }

    [Fact]
    public void Signature_OfTheStandardsExample_IsTheSame() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"u8));

    [Theory]
    [InlineData(WebhookSecret.IdHeader, "other", WebhookVerdict.WrongSignature)]
    [InlineData(WebhookSecret.IdHeader, null, WebhookVerdict.Malformed)]
    [InlineData(WebhookSecret.TimestampHeader, "1893456001", WebhookVerdict.WrongSignature)]
    [InlineData(WebhookSecret.TimestampHeader, "now", WebhookVerdict.Malformed)]
    [InlineData(WebhookSecret.SignatureHeader, "v1,AAAA", WebhookVerdict.WrongSignature)]
    [InlineData(WebhookSecret.SignatureHeader, "", WebhookVerdict.WrongSignature)]
    [InlineData(WebhookSecret.SignatureHeader, null, WebhookVerdict.Malformed)]
    public void Check_HeaderChanged_IsNotBelieved(string header, string? value, WebhookVerdict verdict)
    {
        var headers = Signed(_clock.GetUtcNow(), "{}"u8);
        headers[header] = value;
        Assert.Equal(verdict, new WebhookReceiver([Secret], _clock).Check(headers.GetValueOrDefault, "{}"u8));
    }

    [Fact]
    public void Check_BodyOrSecretIsAnother_IsNotBelieved()
    {
        var headers = Signed(_clock.GetUtcNow(), "{}"u8);
        Assert.Equal(WebhookVerdict.WrongSignature, new WebhookReceiver([Secret], _clock).Check(headers.GetValueOrDefault, "{ }"u8));
        Assert.Equal(WebhookVerdict.WrongSignature, new WebhookReceiver([Other], _clock).Check(headers.GetValueOrDefault, "{}"u8));
    }

    [Fact]
    public void Check_SecondTime_IsAReplayUntilItIsTooOldAnyway()
    {
        var headers = Signed(_clock.GetUtcNow(), "{}"u8);
        var receiver = new WebhookReceiver([Secret], _clock);
        Assert.Equal(WebhookVerdict.Genuine, receiver.Check(headers.GetValueOrDefault, "{}"u8));
        Assert.Equal(WebhookVerdict.Replayed, receiver.Check(headers.GetValueOrDefault, "{}"u8));
        receiver.Forget("id");
        Assert.Equal(WebhookVerdict.Genuine, receiver.Check(headers.GetValueOrDefault, "{}"u8));
        for (var minute = 0; minute < 20; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(minute < 5 ? WebhookVerdict.Replayed : WebhookVerdict.OutOfTime, receiver.Check(headers.GetValueOrDefault, "{}"u8));
        }
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public void Check_TimeIsFarOff_IsNotBelieved(int seconds)
    {
        var headers = Signed(_clock.GetUtcNow().AddSeconds(seconds), "{}"u8);
        Assert.Equal(WebhookVerdict.OutOfTime, new WebhookReceiver([Secret], _clock).Check(headers.GetValueOrDefault, "{}"u8));
    }

    [Fact]
    public async Task Deliver_ReceiverHasTrouble_SendsTheSameAgainWithANewTime()
    {
        _answers.Enqueue(503);
        _answers.Enqueue(429);
        using var sender = Sender();
        Assert.Null(await PassTimeUntilAsync(sender.DeliverAsync(Message(), Token)));
        Assert.Equal(3, _got.Count);
        Assert.Single(_got.Select(one => one.Headers[WebhookSecret.IdHeader].ToString()).Distinct());
        Assert.Equal(3, _got.Select(one => one.Headers[WebhookSecret.TimestampHeader].ToString()).Distinct().Count());
    }

    [Fact]
    public async Task Deliver_ReceiverRefuses_IsNotTriedAgain()
    {
        _answers.Enqueue(410);
        using var sender = Sender();
        Assert.Equal("webhook.refused", (await sender.DeliverAsync(Message(), Token))!.Code);
        Assert.Single(_got);
    }

    [Fact]
    public async Task Deliver_ReceiverIsNeverThere_IsGivenUp()
    {
        // Its port is taken, so that nobody else listens there, and refuses.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var sender = Sender();
        var failure = await PassTimeUntilAsync(sender.DeliverAsync(Message((IPEndPoint)taken.LocalEndPoint!), Token));
        Assert.Equal(("webhook.unreachable", FailureCategory.Transient), (failure!.Code, failure.Category));
    }

    [Fact]
    public async Task Send_ReceiverSendsElsewhere_IsNotFollowed()
    {
        _answers.Enqueue(307);
        using var sender = Sender();
        Assert.Equal("webhook.refused", (await sender.SendAsync(Message(), Token))!.Code);
        Assert.Single(_got);
    }

    [Theory]
    [InlineData("https://127.0.0.1:{0}/")]
    [InlineData("https://localhost:{0}/")]
    [InlineData("https://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("https://0.0.0.0:{0}/")]
    public async Task Send_ToThisMachine_ConnectsToNothing(string url)
    {
        using var canary = new TcpListener(IPAddress.Any, 0);
        canary.Start();
        using var sender = Sender(allowPrivate: false);
        var message = Message() with { Webhook = new Webhook { Url = string.Format(null, url, ((IPEndPoint)canary.LocalEndpoint).Port), Secret = "studio" } };
        Assert.Equal("webhook.private", (await sender.SendAsync(message, Token))!.Code);
        Assert.False(canary.Pending());
    }

    [Theory]
    [InlineData("http://example.com/", "studio", "webhook.url")]
    [InlineData("file:///etc/passwd", "studio", "webhook.url")]
    [InlineData("https://example.com/", "nobody", "webhook.secret")]
    public void Check_WhatCouldNeverBeSent_IsRefused(string url, string secret, string code)
    {
        using var sender = Sender(allowPrivate: false);
        Assert.Equal(code, sender.Check(new Webhook { Url = url, Secret = secret })!.Code);
    }

    private async Task<T> PassTimeUntilAsync<T>(Task<T> done)
    {
        while (!done.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(done, Task.Delay(5, Token));
        }

        return await done;
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, Token);
        _got.Enqueue((new HeaderDictionary(http.Request.Headers.ToDictionary()), body.ToArray()));
        http.Response.Headers.Location = "/hook";
        http.Response.StatusCode = _answers.TryDequeue(out var status) ? status : 204;
    }

    private WebhookSender Sender(bool allowPrivate = true) => new(
        new WebhookOptions { Secrets = new Dictionary<string, WebhookSecret> { ["studio"] = Secret }, AllowPrivate = allowPrivate, Limit = TimeSpan.FromDays(1) },
        _clock, NullLogger<WebhookSender>.Instance);

    private WebhookMessage Message() => Message(new IPEndPoint(IPAddress.Loopback, _receiver.Addresses[0].Port));

    private static WebhookMessage Message(IPEndPoint receiver) => WebhookMessage.Of(
        new Job { Id = "job-1", Status = JobStatus.Failed, Ended = new Timestamp { Seconds = 5 }, Work = { new JobWork() } },
        new Webhook { Url = $"http://{receiver}/hook", Secret = "studio" });

    private static Dictionary<string, string?> Signed(DateTimeOffset time, ReadOnlySpan<byte> body) => new()
    {
        [WebhookSecret.IdHeader] = "id",
        [WebhookSecret.TimestampHeader] = $"{time.ToUnixTimeSeconds()}",
        [WebhookSecret.SignatureHeader] = Secret.Sign("id", time.ToUnixTimeSeconds(), body),
    };
}
