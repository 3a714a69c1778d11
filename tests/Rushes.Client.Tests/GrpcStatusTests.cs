using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Client.Tests;

public sealed class GrpcStatusTests
{
    /// <summary>What clients of gRPC take of trailers at least.</summary>
    private const int MostBytes = 8 << 10;

    [Theory]
    [InlineData("plain: all (printable) ASCII", "plain: all (printable) ASCII")]
    [InlineData("100 % ä", "100 %25 %C3%A4")]
    [InlineData("two\r\nlines", "two%0D%0Alines")]
    public void Message_OfAnyText_IsEscapedAndReadBack(string message, string escaped)
    {
        var trailers = Trailers(new RpcException(RpcCode.Aborted, message));
        Assert.Equal(escaped, trailers[GrpcStatus.MessageTrailer]);
        var read = GrpcStatus.Read(trailers.GetValueOrDefault)!;
        Assert.Equal((RpcCode.Aborted, message), (read.Code, read.Message));
    }

    [Fact]
    public void Details_OfAThousandFailures_KeepTheFirstThatHaveRoom()
    {
        var failures = Enumerable.Range(0, 1000).Select(number => Failure.Refusal("a.b", $"Mistake {number}", new string('x', 100))).ToList();
        var trailers = Trailers(new RpcException(RpcCode.InvalidArgument, new string('m', 10_000), failures));
        Assert.InRange(trailers.Sum(trailer => trailer.Key.Length + trailer.Value.Length + 32), 0, MostBytes);
        var read = GrpcStatus.Read(trailers.GetValueOrDefault)!;
        Assert.InRange(read.Failures.Count, 20, 1000);
        Assert.Equal(failures.Take(read.Failures.Count), read.Failures);
    }

    [Theory]
    [InlineData(null, RpcCode.Unavailable)]
    [InlineData("7", RpcCode.PermissionDenied)]
    [InlineData("99", RpcCode.Unknown)]
    [InlineData("seven", RpcCode.Unknown)]
    public void Status_OfAnyServer_IsUnderstood(string? status, RpcCode code) =>
        Assert.Equal(code, GrpcStatus.Read(name => name == GrpcStatus.StatusTrailer ? status : null)!.Code);

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void Details_Broken_LeaveTheStatus(string details) => Assert.Equal(
        RpcCode.NotFound,
        GrpcStatus.Read(name => name switch { GrpcStatus.StatusTrailer => "5", GrpcStatus.DetailsTrailer => details, _ => null })!.Code);

    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3000)]
    [InlineData("4m", 4)]
    [InlineData("5000u", 5)]
    [InlineData("6000000n", 6)]
    [InlineData("99999999m", 99_999_999)]
    public void Timeout_WithAnyUnit_IsRead(string text, double milliseconds) => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), GrpcTimeout.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("5")]
    [InlineData("-5S")]
    [InlineData("5X")]
    [InlineData("123456789S")]
    public void Timeout_ThatIsNone_IsNotRead(string text) => Assert.Null(GrpcTimeout.Parse(text));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99_999)]
    [InlineData(123_456_789)]
    [InlineData(3_456_000_000)]
    public void Timeout_Written_IsReadAsNoLess(double milliseconds)
    {
        var timeout = TimeSpan.FromMilliseconds(milliseconds);
        var read = GrpcTimeout.Parse(GrpcTimeout.Format(timeout))!.Value;
        Assert.InRange(read, timeout, timeout + (timeout / 1000));
    }

    private static Dictionary<string, string> Trailers(RpcException error) => GrpcStatus.Trailers(error).ToDictionary(trailer => trailer.Name, trailer => trailer.Value);
}
