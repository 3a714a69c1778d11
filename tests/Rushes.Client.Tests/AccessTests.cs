using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc;
using Rushes.Platform.Rpc.Access;
using Rushes.Testing;

namespace Rushes.Client.Tests;

/// <summary>Who may call what, how often, and how much.</summary>
public sealed class AccessTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("all", null, HttpStatusCode.OK)]
    [InlineData("submitter", null, HttpStatusCode.OK)]
    [InlineData("reader", RpcCode.PermissionDenied, HttpStatusCode.Forbidden)]
    [InlineData("wrong", RpcCode.Unauthenticated, HttpStatusCode.Unauthorized)]
    [InlineData("expired", RpcCode.Unauthenticated, HttpStatusCode.Unauthorized)]
    [InlineData(null, RpcCode.Unauthenticated, HttpStatusCode.Unauthorized)]
    public async Task Token_ByItsRoles_MayOrMayNot(string? token, RpcCode? code, HttpStatusCode status)
    {
        await using var server = await EchoServer.StartAsync(Access(EchoServer.NoLimit), _clock);
        using var channel = new RpcChannel(server.Http2, new RpcChannelOptions { Token = token });
        var error = await Record.ExceptionAsync(() => channel.CallAsync(EchoMethods.Say, new EchoRequest(), null, Token));
        Assert.Equal(code, (error as RpcException)?.Code);
        using var response = await PostAsync(server.Http1, token, "{}");
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.Unauthorized, response.Headers.WwwAuthenticate.Count == 1);
    }

    [Fact]
    public async Task Token_Expires_WhenItsTimeHasCome()
    {
        await using var server = await EchoServer.StartAsync(Access(EchoServer.NoLimit), _clock);
        using var channel = new RpcChannel(server.Http2, new RpcChannelOptions { Token = "submitter" });
        await channel.CallAsync(EchoMethods.Say, new EchoRequest(), null, Token);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(RpcCode.Unauthenticated, (await FailAsync(channel)).Code);
    }

    [Fact]
    public async Task Caller_TooOften_IsRefusedUntilTimeHasPassed()
    {
        await using var server = await EchoServer.StartAsync(Access(new RequestRate(1, 3)), _clock);
        using var channel = new RpcChannel(server.Http2, new RpcChannelOptions { Token = "all" });
        for (var call = 0; call < 3; call++)
        {
            await channel.CallAsync(EchoMethods.Say, new EchoRequest(), null, Token);
        }

        Assert.Equal(RpcCode.ResourceExhausted, (await FailAsync(channel)).Code);
        using var refused = await PostAsync(server.Http1, "all", "{}");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);

        // Others are not held up by it.
        using var other = await PostAsync(server.Http1, "submitter", "{}");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await channel.CallAsync(EchoMethods.Say, new EchoRequest(), null, Token);
        Assert.Equal(RpcCode.ResourceExhausted, (await FailAsync(channel)).Code);
    }

    [Fact]
    public async Task WithoutTokens_ListeningBeyondThisMachine_IsRefused()
    {
        var options = new RpcOptions { Access = RpcAccess.ForThisMachine(RequestRate.Default, _clock), Logger = NullLogger.Instance };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => RpcServer.StartAsync(
            [new RpcListener(new IPEndPoint(IPAddress.Any, 0), HttpProtocols.Http1)], [], options, new RpcServerLimits(), NullLoggerFactory.Instance, null, Token));
        Assert.Contains("0.0.0.0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:80", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", HttpStatusCode.Forbidden)]
    public async Task WithoutTokens_PageThatNamesAnotherHost_IsRefused(string host, HttpStatusCode status)
    {
        await using var server = await EchoServer.StartAsync();
        using var response = await PostAsync(server.Http1, null, "{}", host);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Body_OfAHundredMegabytes_IsRefused()
    {
        await using var server = await EchoServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Http1.Port, Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /{EchoMethods.Say.FullName} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n"), Token);
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(Token));
    }

    [Fact]
    public async Task Body_OfAHundredMegabytesInPieces_IsRefusedBeforeItsEnd()
    {
        await using var server = await EchoServer.StartAsync();
        using var http = new HttpClient();
        using var body = new EndlessStream(100 << 20);
        using var content = new StreamContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Http1, EchoMethods.Say.FullName)) { Content = content };
        request.Headers.ExpectContinue = true;
        request.Headers.TransferEncodingChunked = true;
        try
        {
            using var response = await http.SendAsync(request, Token);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server has closed the connection on who still sends.
        }

        Assert.InRange(body.Given, 4 << 20, 50 << 20);
    }

    [Fact]
    public async Task Caller_Slow_IsCutOffAndAStreamThatPausesIsNot()
    {
        await using var server = await EchoServer.StartAsync(limits: new RpcServerLimits { Grace = TimeSpan.FromMilliseconds(1001), MinBytesPerSecond = 1000 });
        var requests = Channel.CreateUnbounded<EchoRequest>();
        using var channel = new RpcChannel(server.Http2);
        var chat = channel.StreamAsync(EchoMethods.Chat, requests.Reader.ReadAllAsync(Token), null, Token).ToListAsync(Token);
        requests.Writer.TryWrite(new EchoRequest());
        await server.Service.Begun.WaitAsync(Token);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Http1.Port, Token);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /{EchoMethods.Say.FullName} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"), Token);
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadToEndAsync(Token), StringComparison.Ordinal);
        requests.Writer.TryWrite(new EchoRequest());
        requests.Writer.Complete();
        Assert.Equal(2, (await chat).Count);
    }

    [Fact]
    public async Task Tls_OnePort_ServesGrpcAndJson()
    {
        using var certificate = SelfSigned();
        await using var server = await EchoServer.StartAsync(certificate: certificate);
        using var handler = RpcChannel.CreateHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, given, _, _) => given?.GetCertHashString() == certificate.GetCertHashString();
        using var channel = new RpcChannel(server.Http2, new RpcChannelOptions { Handler = handler });
        Assert.Equal("x", (await channel.CallAsync(EchoMethods.Say, new EchoRequest { Text = "x" }, null, Token)).Text);
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, given, _, _) => given?.GetCertHashString() == certificate.GetCertHashString() });
        using var response = await http.PostAsync(new Uri(server.Http1, EchoMethods.Say.FullName), new StringContent("{}", Encoding.UTF8, "application/json"), Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Tls_CertificateOfNobodyKnown_IsUnavailable()
    {
        using var certificate = SelfSigned();
        await using var server = await EchoServer.StartAsync(certificate: certificate);
        using var channel = new RpcChannel(server.Http2);
        Assert.Equal(RpcCode.Unavailable, (await FailAsync(channel)).Code);
    }

    private static Task<RpcException> FailAsync(RpcChannel channel) =>
        Assert.ThrowsAsync<RpcException>(() => channel.CallAsync(EchoMethods.Say, new EchoRequest(), null, Token));

    private static async Task<HttpResponseMessage> PostAsync(Uri server, string? token, string body, string? host = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, EchoMethods.Say.FullName)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Host = host;
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await http.SendAsync(request, Token);
    }

    private RpcAccess Access(RequestRate rate) => RpcAccess.ByToken(
        [
            Of("all", _clock.GetUtcNow().AddYears(1), RpcRole.Administer), Of("submitter", _clock.GetUtcNow().AddHours(1), RpcRole.Submit),
            Of("reader", null, RpcRole.Read, RpcRole.Operate), Of("expired", _clock.GetUtcNow(), RpcRole.Administer),
        ],
        rate, _clock);

    private static AccessToken Of(string token, DateTimeOffset? expires, params RpcRole[] roles) =>
        new(token, SHA256.HashData(Encoding.UTF8.GetBytes(token)), roles.ToHashSet(), expires);

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>Zeros, and how many of them were taken.</summary>
    private sealed class EndlessStream(long length) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, length - Given);
            Given += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
