using Google.Protobuf;

namespace Rushes.Contracts;

/// <summary>A method of a service: its name on the wire, and how its two messages are read.</summary>
/// <param name="FullName">Package, service and method: <c>rushes.v1.Encoding/Encode</c>.</param>
public sealed record Method<TRequest, TResponse>(
    string FullName, MessageParser<TRequest> RequestParser, MessageParser<TResponse> ResponseParser)
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    /// <summary>A call has any number of requests.</summary>
    public bool StreamsRequests { get; init; }

    /// <summary>A call has any number of responses.</summary>
    public bool StreamsResponses { get; init; }
}
