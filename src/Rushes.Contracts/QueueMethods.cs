namespace Rushes.Contracts;

/// <summary>The methods of <c>rushes.v1.Queue</c>.</summary>
public static class QueueMethods
{
    public static readonly Method<ListMessagesRequest, ListMessagesResponse> List =
        new("rushes.v1.Queue/List", ListMessagesRequest.Parser, ListMessagesResponse.Parser);

    public static readonly Method<ListMessagesRequest, ListMessagesResponse> Dead =
        new("rushes.v1.Queue/Dead", ListMessagesRequest.Parser, ListMessagesResponse.Parser);

    public static readonly Method<WhyRequest, WhyResponse> Why = new("rushes.v1.Queue/Why", WhyRequest.Parser, WhyResponse.Parser);

    public static readonly Method<RequeueRequest, RequeueResponse> Requeue =
        new("rushes.v1.Queue/Requeue", RequeueRequest.Parser, RequeueResponse.Parser);
}
