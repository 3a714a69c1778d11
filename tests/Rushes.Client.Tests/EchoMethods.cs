using Rushes.Contracts;

namespace Rushes.Client.Tests;

internal static class EchoMethods
{
    public static readonly Method<EchoRequest, EchoResponse> Say = new("rushes.testing.v1.Echo/Say", EchoRequest.Parser, EchoResponse.Parser);

    public static readonly Method<EchoRequest, EchoResponse> Count =
        new("rushes.testing.v1.Echo/Count", EchoRequest.Parser, EchoResponse.Parser) { StreamsResponses = true };

    public static readonly Method<EchoRequest, EchoResponse> Sum =
        new("rushes.testing.v1.Echo/Sum", EchoRequest.Parser, EchoResponse.Parser) { StreamsRequests = true };

    public static readonly Method<EchoRequest, EchoResponse> Chat =
        new("rushes.testing.v1.Echo/Chat", EchoRequest.Parser, EchoResponse.Parser) { StreamsRequests = true, StreamsResponses = true };
}
