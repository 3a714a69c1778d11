using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Testing;

namespace Rushes.Client.Tests;

/// <summary>Our server before clients by others: grpc-js, connect-node over four transports, and curl.</summary>
public sealed class RpcJudgesTests : IAsyncLifetime
{
    private const string Secret = "let-me-in";

    private static readonly string[] Places = [.. Enumerable.Range(0, 20).Select(number => $"parts[{number}]")];

    private readonly TemporaryFolder _folder = new();
    private EchoServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var token = new AccessToken("judge", SHA256.HashData(Encoding.UTF8.GetBytes(Secret)), new HashSet<RpcRole> { RpcRole.Administer }, null);
        _server = await EchoServer.StartAsync(
            RpcAccess.ByToken([token], EchoServer.NoLimit, TimeProvider.System), more: JobsApi.Methods(TestServices.All, new FakeJobs(), TimeProvider.System));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task GrpcJs_EveryShape_IsUnderstood()
    {
        var result = await JudgeAsync("grpc.mjs", "@grpc/grpc-js", _server.Http2.Authority, Secret);
        Assert.Equal("Grüße", Text(result, "unary", "response", "text"));
        Assert.Equal("MOOD_SAD", Text(result, "unary", "response", "request", "mood"));
        Assert.Equal(("judge", "from node"), (Text(result, "unary", "headers", "echo-caller"), Text(result, "unary", "headers", "echo-header")));
        Assert.True(result.GetProperty("large").GetBoolean());
        Assert.Equal(Enumerable.Range(0, 100), Got(result.GetProperty("server")).Select(message => message.GetProperty("number").GetInt32()));
        Assert.Equal(4950, result.GetProperty("client").GetProperty("number").GetInt32());
        Assert.Equal(["a", "b"], Got(result.GetProperty("both")).Select(message => message.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task GrpcJs_EveryError_HasItsCodeAndItsDetails()
    {
        var result = await JudgeAsync("grpc.mjs", "@grpc/grpc-js", _server.Http2.Authority, Secret);
        Assert.Equal((3, "Mistake 0: 100 % wrong, äöü (and 19 more)"), (Code(result, "refused"), Text(result, "refused", "message")));
        Assert.Equal(Places, Fields(result.GetProperty("refused")));
        Assert.Equal((3, 20), (Code(result, "server"), Fields(result.GetProperty("server")).Count()));
        Assert.Equal((8, 13, 4), (Code(result, "tooLarge"), Code(result, "broken"), Code(result, "deadline")));
        Assert.Equal((1, 16, 12), (Code(result, "cancelled"), Code(result, "wrongToken"), Code(result, "unknownMethod")));
        Assert.DoesNotContain(EchoService.Secret, result.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connect json 1.1")]
    [InlineData("connect proto 1.1")]
    [InlineData("connect json 2")]
    [InlineData("grpc")]
    public async Task ConnectNode_EveryShapeAndError_IsUnderstood(string transport)
    {
        var all = await JudgeAsync("connect.mjs", "@connectrpc/connect-node", _server.Http1.ToString(), _server.Http2.ToString(), Secret);
        var result = all.GetProperty(transport);
        Assert.Equal(("Grüße", "9007199254740993"), (Text(result, "unary", "text"), Text(result, "unary", "right")));
        Assert.Equal(("InvalidArgument", "Mistake 0: 100 % wrong, äöü (and 19 more)"), (Text(result, "refused", "code"), Text(result, "refused", "message")));
        Assert.Equal(Places, Fields(result.GetProperty("refused")));
        Assert.Equal(("Internal", "DeadlineExceeded"), (Text(result, "broken", "code"), Text(result, "deadline", "code")));
        Assert.Equal(("Unauthenticated", "Unimplemented"), (Text(result, "wrongToken", "code"), Text(result, "unknownMethod", "code")));
        Assert.Equal([0, 1, 2, 3, 4], Got(result.GetProperty("server")).Select(number => number.GetInt32()));
        Assert.Equal(Places, Fields(result.GetProperty("server")));
        Assert.Equal(4950, result.GetProperty("client").GetInt32());
        if (!transport.EndsWith("1.1", StringComparison.Ordinal))
        {
            Assert.Equal(["t0", "t1", "t2"], Got(result.GetProperty("both")).Select(text => text.GetString()));
        }
    }

    [Theory]
    [InlineData("rushes.testing.v1.Echo/Say", """{"text":"hello"}""", 200, "hello")]
    [InlineData("rushes.testing.v1.Echo/Say", """{"text":"refuse"}""", 400, "invalid_argument")]
    [InlineData("rushes.testing.v1.Echo/Say", """{"tekst":"hello"}""", 400, "EchoRequest has no field 'tekst'.")]
    [InlineData("rushes.testing.v1.Echo/Nothing", "{}", 501, "unimplemented")]
    [InlineData("rushes.v1.Jobs/Get", """{"id":"nobody"}""", 404, "not_found")]
    public async Task Curl_Json_IsAnswered(string method, string body, int status, string says)
    {
        var lines = await JudgeTools.RunAsync(
            JudgeTools.Curl(),
            [
                "--silent", "--write-out", "\n%{http_code}", "--header", "content-type: application/json", "--header", $"authorization: Bearer {Secret}",
                "--data", body, new Uri(_server.Http1, method).ToString(),
            ],
            Token);
        Assert.Equal($"{status}", lines[^1]);
        Assert.Contains(says, lines[0], StringComparison.Ordinal);
    }

    private async Task<JsonElement> JudgeAsync(string script, string package, params string[] arguments)
    {
        JudgeTools.Module([.. package.Split('/'), "package.json"]);
        var lines = await JudgeTools.RunAsync(
            JudgeTools.Node(), [Path.Combine(AppContext.BaseDirectory, "judges", script), JudgeTools.Modules(), ContractFile.Write(_folder), .. arguments], Token);
        return JsonDocument.Parse(string.Join('\n', lines)).RootElement;
    }

    private static JsonElement[] Got(JsonElement stream) => [.. stream.GetProperty("got").EnumerateArray()];

    private static IEnumerable<string?> Fields(JsonElement failed) => failed.GetProperty("failures").EnumerateArray().Select(field => field.GetString());

    private static int Code(JsonElement result, string call) => result.GetProperty(call).GetProperty("code").GetInt32();

    private static string? Text(JsonElement result, params string[] path)
    {
        var at = result;
        foreach (var name in path)
        {
            Assert.True(at.TryGetProperty(name, out var inner), $"There is no {name} in {at}.");
            at = inner;
        }

        return at.GetString();
    }
}
