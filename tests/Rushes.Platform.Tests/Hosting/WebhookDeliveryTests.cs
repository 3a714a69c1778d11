using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Contracts.Webhooks;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Platform.Rpc.Webhooks;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Hosting;

public sealed class SqliteWebhookDeliveryTests() : WebhookDeliveryTests(StoreKind.Sqlite);

public sealed class PostgresWebhookDeliveryTests() : WebhookDeliveryTests(StoreKind.Postgres);

/// <summary>A job that ends, and a receiver over sockets that has asked to be told.</summary>
public abstract class WebhookDeliveryTests(StoreKind store) : IAsyncLifetime
{
    private static readonly WebhookSecret Secret = WebhookSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;

    private readonly ConcurrentQueue<(IHeaderDictionary Headers, byte[] Body)> _told = [];
    private readonly SemaphoreSlim _tellings = new(0);
    private readonly WebhookSender _sender = new(
        new WebhookOptions { Secrets = new Dictionary<string, WebhookSecret> { ["studio"] = Secret }, AllowPrivate = true }, TimeProvider.System, NullLogger<WebhookSender>.Instance);

    private volatile int _answer = 200;
    private RpcServer _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new RpcOptions { Access = RpcAccess.ForThisMachine(RequestRate.Default, TimeProvider.System), Logger = NullLogger.Instance };
        _receiver = await RpcServer.StartAsync(
            [new RpcListener(new IPEndPoint(IPAddress.Loopback, 0), HttpProtocols.Http1)], [], options, new RpcServerLimits(), NullLoggerFactory.Instance,
            endpoints => endpoints.MapPost("/hook", (RequestDelegate)ReceiveAsync), TestHost.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _sender.Dispose();
        _tellings.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Job_Ends_IsToldSignedAndWithWhatItIs()
    {
        await using var test = Test();
        await using var host = await test.StartAsync(new Counting().Services);
        var run = await SubmitAsync(host);
        await _tellings.WaitAsync(TestHost.Token);

        var (headers, body) = _told.Single();
        var told = JobEvent.Parser.ParseJson(Encoding.UTF8.GetString(body));
        Assert.Equal(("job.done", run, JobStatus.Done), (told.Type, told.Data.Id, told.Data.Status));
        Assert.True(Secret.HasSigned(
            headers[WebhookSecret.IdHeader]!, long.Parse(headers[WebhookSecret.TimestampHeader]!, null), body, headers[WebhookSecret.SignatureHeader]!));
    }

    [Fact]
    public async Task Receiver_IsAwayAtFirst_IsToldLater()
    {
        _answer = 503;
        await using var test = Test();
        await using var host = await test.StartAsync(new Counting().Services);
        await SubmitAsync(host);
        await _tellings.WaitAsync(TestHost.Token);
        _answer = 200;
        await _tellings.WaitAsync(TestHost.Token);

        Assert.Single(_told.Select(one => one.Headers[WebhookSecret.IdHeader].ToString()).Distinct());
    }

    [Fact]
    public async Task Server_DiesBeforeItHasTold_TheNextOneTells()
    {
        _answer = 503;
        await using var test = Test();
        var host = await test.StartAsync(new Counting().Services);
        await SubmitAsync(host);
        await _tellings.WaitAsync(TestHost.Token);
        await host.AbortAsync();
        await test.LetLeasesExpireAsync();
        while (await _tellings.WaitAsync(TimeSpan.Zero, TestHost.Token))
        {
            _told.Clear();
        }

        _answer = 200;
        await using var next = await test.StartAsync(new Counting().Services);
        await _tellings.WaitAsync(TestHost.Token);
    }

    [Fact]
    public async Task Webhook_CannotBeSent_IsRefusedBeforeAnythingBegins()
    {
        await using var test = Test();
        await using var host = await test.StartAsync(new Counting().Services);
        Assert.Equal("webhook.secret", await RefusalAsync(host, "nobody's"));

        await using var silent = new TestHost(store);
        await using var other = await silent.StartAsync(new Counting().Services);
        Assert.Equal("webhook.off", await RefusalAsync(other, "studio"));
    }

    private TestHost Test() => new(store) { Webhooks = _sender };

    private Task ReceiveAsync(HttpContext http)
    {
        http.Response.StatusCode = _answer;
        return TakeAsync(http);
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        _told.Enqueue((new HeaderDictionary(http.Request.Headers.ToDictionary(header => header.Key, header => header.Value)), body.ToArray()));
        _tellings.Release();
    }

    private async Task<string> SubmitAsync(PlatformHost host) => Assert.IsType<Submission.Accepted>(await host.SubmitAsync(Job("studio"), TestHost.Token)).RunId;

    private async Task<string> RefusalAsync(PlatformHost host, string secret) =>
        Assert.Single(Assert.IsType<Submission.Refused>(await host.SubmitAsync(Job(secret), TestHost.Token)).Failures).Code;

    private JobSubmission Job(string secret) => new(
        Counting.Count.FullName, new FrameRange { From = 1, To = 3 }.ToByteString(), "request", new Priority(),
        new Webhook { Url = new Uri(_receiver.Addresses[0], "/hook").ToString(), Secret = secret });
}
