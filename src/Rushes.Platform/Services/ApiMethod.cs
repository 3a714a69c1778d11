using Google.Protobuf;
using Google.Protobuf.Reflection;
using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Platform.Workflows.Rules;

namespace Rushes.Platform.Services;

/// <summary>
/// The API layer of one method: checks all of a request at once, converts it to the service's own model, and names the
/// workflow that answers it. Calls of other services, of clients and of the program itself all enter here, as bytes.
/// </summary>
public sealed class ApiMethod
{
    private ApiMethod(
        string fullName, MessageDescriptor request, MessageDescriptor response, Workflow workflow, Func<ReadOnlyMemory<byte>, AcceptedRequest> accept)
    {
        FullName = fullName;
        Request = request;
        Response = response;
        Workflow = workflow;
        Accept = accept;
    }

    public string FullName { get; }

    internal MessageDescriptor Request { get; }

    internal MessageDescriptor Response { get; }

    internal Workflow Workflow { get; }

    internal Func<ReadOnlyMemory<byte>, AcceptedRequest> Accept { get; }

    /// <param name="method">From the contracts.</param>
    /// <param name="validate">Every reason to refuse the request; none: accepted.</param>
    /// <param name="convert">To the service's own model.</param>
    /// <param name="dag">Its result is the response.</param>
    public static ApiMethod Define<TRequest, TModel, TResponse>(
        Method<TRequest, TResponse> method,
        Func<TRequest, IEnumerable<Failure>> validate,
        Func<TRequest, TModel> convert,
        Dag<TModel, TResponse> dag)
        where TRequest : class, IMessage<TRequest>
        where TModel : class, IMessage<TModel>
        where TResponse : class, IMessage<TResponse> => Define(method, validate, convert, (Workflow)dag);

    /// <param name="method">From the contracts.</param>
    /// <param name="validate">Every reason to refuse the request; none: accepted.</param>
    /// <param name="convert">To the service's own model.</param>
    /// <param name="rules">What the run ends with is the response.</param>
    public static ApiMethod Define<TRequest, TModel, TResponse>(
        Method<TRequest, TResponse> method,
        Func<TRequest, IEnumerable<Failure>> validate,
        Func<TRequest, TModel> convert,
        RuleSet<TModel, TResponse> rules)
        where TRequest : class, IMessage<TRequest>
        where TModel : class, IMessage<TModel>
        where TResponse : class, IMessage<TResponse> => Define(method, validate, convert, (Workflow)rules);

    private static ApiMethod Define<TRequest, TModel, TResponse>(
        Method<TRequest, TResponse> method, Func<TRequest, IEnumerable<Failure>> validate, Func<TRequest, TModel> convert, Workflow workflow)
        where TRequest : class, IMessage<TRequest>
        where TModel : class, IMessage<TModel>
        where TResponse : class, IMessage<TResponse>
    {
        AcceptedRequest Accept(ReadOnlyMemory<byte> bytes)
        {
            var request = method.RequestParser.ParseFrom(bytes.Span);
            Failure[] failures = [.. validate(request)];
            return failures.Length > 0 ? new AcceptedRequest(null, failures) : new AcceptedRequest(convert(request), []);
        }

        return new ApiMethod(
            method.FullName, method.RequestParser.ParseFrom([]).Descriptor, method.ResponseParser.ParseFrom([]).Descriptor, workflow, Accept);
    }
}

/// <param name="Model">The request of the workflow; null when refused.</param>
/// <param name="Failures">Why it is refused.</param>
internal sealed record AcceptedRequest(IMessage? Model, IReadOnlyList<Failure> Failures);
