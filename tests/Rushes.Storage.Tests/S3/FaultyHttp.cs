using System.Net;
using Amazon.Runtime;
using Rushes.Testing;

namespace Rushes.Storage.Tests.S3;

/// <summary>
/// The network between the store and the server, made worse: for each request, in the order in which they are sent, a test
/// says what becomes of it.
/// </summary>
internal sealed class FaultyHttp(Func<HttpRequestMessage, int, FaultyHttp.Fault?> judge) : HttpClientFactory, IDisposable
{
    private readonly List<HttpClient> _clients = [];
    private int _requests;

    /// <summary>What to do in place of sending, or with the answer. Null: nothing.</summary>
    internal delegate Task<HttpResponseMessage> Fault(Func<Task<HttpResponseMessage>> send);

    public int Requests => _requests;

    /// <summary>The server says so; it was not asked.</summary>
    public static Fault Answer(HttpStatusCode status, string code = "") => _ => Task.FromResult(new HttpResponseMessage(status)
    {
        Content = new StringContent(code.Length == 0 ? "" : $"<Error><Code>{code}</Code><Message>said by a test</Message></Error>", null, "application/xml"),
    });

    /// <summary>The connection breaks before the server has seen anything.</summary>
    public static Fault Lose() => _ => throw new HttpRequestException("The connection was reset by a test.");

    /// <summary>The server does it, and its answer is lost.</summary>
    public static Fault LoseAnswer() => async send =>
    {
        (await send()).Dispose();
        throw new HttpRequestException("The answer was lost by a test.");
    };

    /// <summary>The answer breaks off.</summary>
    public static Fault CutAfter(int bytes) => async send =>
    {
        var response = await send();
        var cut = new StreamContent(new CutStream(await response.Content.ReadAsStreamAsync(), bytes));
        foreach (var header in response.Content.Headers)
        {
            cut.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = cut;
        return response;
    };

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(new Handler(this), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(client);
        return client;
    }

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private sealed class Handler(FaultyHttp faults) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            faults.Judge(request) is { } fault ? fault(() => base.SendAsync(request, cancellationToken)) : base.SendAsync(request, cancellationToken);
    }

    private Fault? Judge(HttpRequestMessage request) => judge(request, Interlocked.Increment(ref _requests));
}
