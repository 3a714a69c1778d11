using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Platform.Rpc.Json;
using Rushes.Platform.Services;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>What may be wrong with a submission before its service sees the request.</summary>
internal static class SubmissionRules
{
    public static IReadOnlyList<Failure> Find(SubmitJobRequest request, IReadOnlyDictionary<string, ApiMethod> methods)
    {
        List<Failure> failures = [];
        if (!methods.TryGetValue(request.Method, out var method))
        {
            failures.Add(At("method", "request.method", $"There is no method '{request.Method}'.", $"Use one of {string.Join(", ", methods.Keys.Order(StringComparer.Ordinal))}."));
        }

        if (request.Request is null)
        {
            failures.Add(At("request", "request.missing", "There is no request.", "Say what the method is to do."));
        }
        else if (method is not null)
        {
            failures.AddRange(Request(request.Request, method));
        }

        if (request.Webhook is { } webhook && !(Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"))
        {
            failures.Add(At("webhook.url", "request.webhook", $"'{webhook.Url}' is no URL.", "Give one with https."));
        }

        return failures;
    }

    private static IReadOnlyList<Failure> Request(Any request, ApiMethod method)
    {
        if (Any.GetTypeName(request.TypeUrl) != method.Request.FullName)
        {
            return [At("request", "request.wrong_type", $"{method.FullName} takes a {method.Request.FullName}, not '{request.TypeUrl}'.", "Pack the right message.")];
        }

        try
        {
            return UnknownEnumValues.In(method.Request.Parser.ParseFrom(request.Value));
        }
        catch (InvalidProtocolBufferException)
        {
            return [At("request", "request.wrong_type", $"The bytes are no {method.Request.FullName}.", "Pack the right message.")];
        }
    }

    private static Failure At(string field, string code, string message, string remedy) => Failure.Refusal(code, message, remedy, new Place { Field = field });
}
