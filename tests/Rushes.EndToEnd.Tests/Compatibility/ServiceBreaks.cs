using Google.Protobuf.Reflection;

namespace Rushes.EndToEnd.Tests.Compatibility;

/// <summary>What breaks inside a service: methods that go, or take, give or stream something else.</summary>
internal static class ServiceBreaks
{
    public static IEnumerable<string> Between(ServiceDescriptorProto older, ServiceDescriptorProto newer) =>
        older.Method.SelectMany(before => newer.Method.FirstOrDefault(method => method.Name == before.Name) is { } now
            ? Changes(before, now)
            : [$".{before.Name}: the method is gone"]);

    private static IEnumerable<string> Changes(MethodDescriptorProto before, MethodDescriptorProto now)
    {
        (string What, string Before, string Now)[] aspects =
        [
            ("request", Side(before.ClientStreaming, before.InputType), Side(now.ClientStreaming, now.InputType)),
            ("response", Side(before.ServerStreaming, before.OutputType), Side(now.ServerStreaming, now.OutputType)),
        ];
        return aspects.Where(aspect => aspect.Before != aspect.Now)
            .Select(aspect => $".{before.Name}: the {aspect.What} was '{aspect.Before}' and is '{aspect.Now}'");
    }

    private static string Side(bool isStream, string type) => isStream ? $"stream {type}" : type;
}
