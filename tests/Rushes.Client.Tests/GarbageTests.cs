using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Rushes.Client.Tests;

/// <summary>Whatever bytes come, the answer is an answer, and the server goes on.</summary>
public sealed class GarbageTests
{
    private const int Rounds = 300;

    private static readonly EchoRequest Sample = new()
    {
        Text = "äöü", Count = -1, Mood = Mood.Sad, Parts = { new Part { Name = "x", Mood = Mood.Gay } }, Weights = { ["a"] = 1 }, Time = new Timestamp { Seconds = 1 },
        Left = "l", Payload = ByteString.CopyFrom(1, 2, 3), Flag = true, Any = Any.Pack(new Part { Name = "y" }), Ratio = 0.5, Moods = { Mood.Gay },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/proto")]
    [InlineData("application/connect+json")]
    [InlineData("application/connect+proto")]
    [InlineData("application/grpc")]
    public async Task Body_Damaged_IsNeverTheServersFault(string type)
    {
        await using var server = await EchoServer.StartAsync();
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var sound = type.Contains("json", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(new EchoRequest(Sample) { Any = null })) : Sample.ToByteArray();
        var framed = type.Contains("grpc", StringComparison.Ordinal) || type.Contains("connect", StringComparison.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Damaged(framed ? [0, 0, 0, 0, (byte)sound.Length, .. sound] : sound, new Random(round));
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue(type);
            using var response = await http.PostAsync(new Uri(server.Http2, EchoMethods.Say.FullName), content, Token);
            await response.Content.ReadAsByteArrayAsync(Token);
            Assert.True(response.StatusCode < HttpStatusCode.InternalServerError || response.StatusCode == HttpStatusCode.NotImplemented, $"round {round}: {response.StatusCode}");
        }

        Assert.Empty(server.Errors);
    }

    private static byte[] Damaged(byte[] sound, Random random)
    {
        List<byte> bytes = [.. sound];
        for (var change = random.Next(1, 6); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, bytes[random.Next(bytes.Count)]);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
