namespace Rushes.Contracts.Rpc;

/// <summary>Headers of calls of the services.</summary>
public static class CallHeaders
{
    /// <summary>The same id again is the same job. In the response, too.</summary>
    public const string RequestId = "rushes-request-id";

    /// <summary>In the response: the job that answers.</summary>
    public const string JobId = "rushes-job-id";

    /// <summary><c>express</c>, <c>priority</c>, <c>first-class</c>, <c>standard</c> or <c>bulk</c>.</summary>
    public const string Class = "rushes-class";

    /// <summary>What the caller is doing, as of W3C Trace Context: the job becomes part of that trace.</summary>
    public const string Trace = "traceparent";

    /// <summary>RFC 3339; may lie in the past.</summary>
    public const string Due = "rushes-due";
}
