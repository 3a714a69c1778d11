using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Contracts;

namespace Rushes.Client.Tests;

/// <summary>JSON over POST, as a program without any library of ours sends it.</summary>
public sealed class JsonTests : IAsyncLifetime
{
    private const string Say = "rushes.testing.v1.Echo/Say";

    private readonly FakeJobs _jobs = new();
    private readonly HttpClient _http = new();
    private EchoServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _server = await EchoServer.StartAsync(more: JobsApi.Methods(TestServices.All, _jobs, TimeProvider.System));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Post_EveryKindOfField_ComesBackTheSame()
    {
        const string Request =
            """
            {"text":"a\u00e4","count":"3","mood":"MOOD_SAD","parts":[{"name":"x","mood":1},{}],"weights":{"a":"1","b":2},"time":"2030-01-01T00:00:00Z",
             "right":"9007199254740993","payload":"_-8","flag":false,"ratio":1.5,"size":4294967295,"moods":["MOOD_GAY",2],
             "any":{"@type":"type.googleapis.com/rushes.testing.v1.Part","name":"inside"}}
            """;
        const string Same =
            """
            {"text":"aä","count":3,"mood":"MOOD_SAD","parts":[{"name":"x","mood":"MOOD_GAY"},{}],"weights":{"a":"1","b":"2"},"time":"2030-01-01T00:00:00Z",
             "right":"9007199254740993","payload":"/+8=","flag":false,"any":{"@type":"type.googleapis.com/rushes.testing.v1.Part","name":"inside"},
             "ratio":1.5,"size":4294967295,"moods":["MOOD_GAY","MOOD_SAD"]}
            """;
        var (status, json) = await PostAsync(Say, Request);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Same).RootElement, json.GetProperty("request")), json.ToString());
    }

    [Fact]
    public async Task Post_ProtoAndNames_AreTakenToo()
    {
        var (status, json) = await PostAsync("rushes.v1.Jobs/List", """{"page_size": 1.0, "pageToken": null}""");
        Assert.Equal((HttpStatusCode.OK, 0), (status, json.EnumerateObject().Count()));
    }

    [Fact]
    public async Task Post_TwentyMistakes_AreToldAtOnceWithTheirPlaces()
    {
        const string Request =
            """
            {"text":1,"count":"many","mood":"MOOD_ANGRY","parts":[{"nam":"x"},{"mood":9},7,{"name":true}],"weights":{"a":"x","b":[]},"time":"noon",
             "left":"l","right":"r","payload":"%","flag":"yes","ratio":"wide","size":-1,"moods":"MOOD_SAD","colour":"red","any":{"@type":"x/y"},
             "count":1,"unknown":{},"size":1.5}
            """;
        var (status, json) = await PostAsync(Say, Request);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_argument"), (status, json.GetProperty("code").GetString()));
        string[] places =
        [
            "text", "count", "mood", "parts[0].nam", "parts[1].mood", "parts[2]", "parts[3].name", "weights.a", "weights.b", "time", "right", "right", "payload",
            "flag", "ratio", "size", "moods", "colour", "any.@type", "count", "unknown", "size",
        ];
        var failures = json.GetProperty("failures").EnumerateArray().ToList();
        Assert.Equal(places, failures.Select(failure => failure.GetProperty("place").GetProperty("field").GetString()));
        Assert.All(failures, failure => Assert.NotEmpty(failure.GetProperty("remedy").GetString()!));
        Assert.Contains("(and 21 more)", json.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", 1)]
    [InlineData("{\n\"a\":\n}", 3)]
    [InlineData("", 1)]
    [InlineData("{\"text\":\"\\ud800\"}", 1)]
    public async Task Post_NoJson_IsRefusedWithItsLine(string body, int line)
    {
        var (status, json) = await PostAsync(Say, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var failure = json.GetProperty("failures")[0];
        Assert.Equal(("request.json", line), (failure.GetProperty("code").GetString(), failure.GetProperty("place").GetProperty("line").GetInt32()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("null")]
    public async Task Post_NoObject_IsRefused(string body) => Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Say, body)).Status);

    [Fact]
    public async Task Post_NestedBeyondReason_IsRefused()
    {
        var body = string.Concat(Enumerable.Repeat("{\"any\":", 1000)) + "1" + new string('}', 1000);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(Say, body)).Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/grpc")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Post_OtherContentType_IsRefusedWithThoseThatAreSpoken(string type)
    {
        using var response = await SendAsync(Say, "{}", type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("application/json", response.Headers.GetValues("accept-post").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_StreamingMethod_IsNoJson()
    {
        using var response = await SendAsync("rushes.testing.v1.Echo/Count", "{}");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Get_Method_IsNotAllowed() =>
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _http.GetAsync(new Uri(_server.Http1, Say), Token)).StatusCode);

    [Fact]
    public async Task Post_MethodThatIsNotThere_IsToldInJson()
    {
        var (status, json) = await PostAsync("rushes.testing.v1.Echo/Nothing", "{}");
        Assert.Equal((HttpStatusCode.NotImplemented, "unimplemented"), (status, json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Post_HandlerBreaks_TellsNothingOfWhy()
    {
        var (status, json) = await PostAsync(Say, $$"""{"text":"{{EchoService.Break}}"}""");
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.DoesNotContain(EchoService.Secret, json.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connect-timeout-ms", "soon")]
    [InlineData("connect-timeout-ms", "99999999999")]
    public async Task Post_TimeoutThatIsNone_IsRefused(string header, string value) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(Say, "{}", headers: (header, value))).StatusCode);

    [Fact]
    public async Task Post_CompressedBody_IsRefused() =>
        Assert.Equal(HttpStatusCode.NotImplemented, (await SendAsync(Say, "{}", headers: ("content-encoding", "gzip"))).StatusCode);

    [Fact]
    public async Task Service_RespondAsync_AnswersTheJobAtOnce()
    {
        using var response = await SendAsync("rushes.v1.Inspection/Inspect", """{"sourceUri":"file:///a"}""", headers: [("prefer", "respond-async"), ("rushes-request-id", "json"), ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("job-json", response.Headers.GetValues("rushes-job-id").Single());
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Assert.Single(_jobs.Submissions).Trace);
        var job = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal(("job-json", "json", "JOB_STATUS_RUNNING"), (job.GetProperty("id").GetString(), job.GetProperty("requestId").GetString(), job.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Service_Called_AnswersWhenItsJobIsDone()
    {
        var call = SendAsync("rushes.v1.Inspection/Inspect", "{}", headers: ("rushes-request-id", "json"));
        await _jobs.Waited.Task.WaitAsync(Token);
        _jobs.End("job-json", new RunEnd<ByteString>.Succeeded(new InspectResponse { Video = new VideoTrack { Codec = "h264" } }.ToByteString()));
        using var response = await call;
        Assert.Equal("""{ "video": { "codec": "h264" } }""", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("json", response.Headers.GetValues("rushes-request-id").Single());
    }

    [Fact]
    public async Task Submit_RequestInside_IsReadWithPlaces()
    {
        var (_, json) = await PostAsync(
            "rushes.v1.Jobs/Submit",
            """{"method":"rushes.v1.Encoding/Encode","request":{"@type":"type.googleapis.com/rushes.v1.EncodeRequest","recipes":[{"codec":{"format":"CODEC_FORMAT_MJPEG"}}]}}""");
        Assert.Equal("request.recipes[0].codec.format", json.GetProperty("failures")[0].GetProperty("place").GetProperty("field").GetString());
    }

    [Fact]
    public async Task OpenApi_OfAllMethods_DescribesEveryJsonFormAndResolvesItself()
    {
        var text = await _http.GetStringAsync(new Uri(_server.Http1, "openapi.json"), Token);
        var document = JsonDocument.Parse(text).RootElement;
        Assert.Equal("3.1.1", document.GetProperty("openapi").GetString());
        string[] paths =
        [
            "/rushes.testing.v1.Echo/Say", "/rushes.v1.Encoding/Encode", "/rushes.v1.Inspection/Inspect", "/rushes.v1.Jobs/Cancel", "/rushes.v1.Jobs/Get",
            "/rushes.v1.Jobs/List", "/rushes.v1.Jobs/Response", "/rushes.v1.Jobs/Retry", "/rushes.v1.Jobs/Submit",
        ];
        Assert.Equal(paths, document.GetProperty("paths").EnumerateObject().Select(path => path.Name));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.All(References(document), name => Assert.True(schemas.TryGetProperty(name, out _), name));

        var encode = document.GetProperty("paths").GetProperty("/rushes.v1.Encoding/Encode").GetProperty("post");
        Assert.True(encode.GetProperty("responses").TryGetProperty("202", out _));
        Assert.Equal(4, encode.GetProperty("parameters").GetArrayLength());
        var request = schemas.GetProperty("rushes.testing.v1.EchoRequest").GetProperty("properties");
        Assert.Equal("""{"type":"string","enum":["MOOD_UNSPECIFIED","MOOD_GAY","MOOD_SAD"]}""", Compact(request.GetProperty("mood")));
        Assert.Equal("""{"type":"object","additionalProperties":{"type":["string","integer"],"format":"int64"}}""", Compact(request.GetProperty("weights")));
        Assert.Equal("""{"type":"array","items":{"$ref":"#/components/schemas/rushes.testing.v1.Part"}}""", Compact(request.GetProperty("parts")));
        Assert.Equal("""{"type":"string","format":"date-time"}""", Compact(request.GetProperty("time")));
    }

    private static string Compact(JsonElement json) => json.GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" ? [member.Value.GetString()!["#/components/schemas/".Length..]] : References(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(string method, string body)
    {
        using var response = await SendAsync(method, body);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string body, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Http1, method)) { Content = new StringContent(body, Encoding.UTF8, type) };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value) || request.Content.Headers.TryAddWithoutValidation(name, value));
        }

        return await _http.SendAsync(request, Token);
    }
}
