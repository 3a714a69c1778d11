using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>Class and due date of a call, which stand in its headers.</summary>
internal static class CallPriority
{
    private static readonly Dictionary<string, PriorityClass> Classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["express"] = PriorityClass.Express,
        ["priority"] = PriorityClass.Priority,
        ["first-class"] = PriorityClass.FirstClass,
        ["standard"] = PriorityClass.Standard,
        ["bulk"] = PriorityClass.Bulk,
    };

    /// <exception cref="RpcException">Everything that is wrong with them.</exception>
    public static Priority Read(RpcCall call)
    {
        List<Failure> failures = [];
        var priority = new Priority();
        if (call.Header(CallHeaders.Class) is { } name)
        {
            if (Classes.TryGetValue(name, out var known))
            {
                priority.Class = known;
            }
            else
            {
                failures.Add(Refusal(CallHeaders.Class, $"There is no class '{name}'.", $"Use one of {string.Join(", ", Classes.Keys)}."));
            }
        }

        if (call.Header(CallHeaders.Due) is { } text)
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var due))
            {
                priority.Due = due.ToTimestamp();
            }
            else
            {
                failures.Add(Refusal(CallHeaders.Due, $"'{text}' is no time.", "Give a time as of RFC 3339, such as 2030-01-31T12:00:00Z."));
            }
        }

        return failures.Count == 0 ? priority : throw RpcException.Refused(failures);
    }

    private static Failure Refusal(string header, string message, string remedy) =>
        Failure.Refusal("request.header", message, remedy, new Place { Field = header });
}
