using System.Buffers;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Json;

namespace Rushes.Platform.Rpc.OpenApi;

/// <summary>Describes the JSON form of methods as OpenAPI 3.1, from their descriptors. Streams have no such form.</summary>
internal static class OpenApiDocument
{
    private const string Error = "Error";

    public static byte[] Write(IReadOnlyList<RpcMethod> methods)
    {
        RpcMethod[] unary = [.. methods.Where(method => method.IsUnary).OrderBy(method => method.FullName, StringComparer.Ordinal)];
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.1");
            json.WriteStartObject("info");
            json.WriteString("title", "Rushes");
            json.WriteString("version", "v1");
            json.WriteString("description", "JSON over POST. The same methods are served by gRPC and Connect.");
            json.WriteEndObject();
            json.WriteStartObject("paths");
            foreach (var method in unary)
            {
                Path(json, method);
            }

            json.WriteEndObject();
            Components(json, unary);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Path(Utf8JsonWriter json, RpcMethod method)
    {
        var (service, name) = (method.FullName.Split('/')[0], method.FullName.Split('/')[1]);
        json.WriteStartObject($"/{method.FullName}");
        json.WriteStartObject("post");
        json.WriteString("operationId", $"{service[(service.LastIndexOf('.') + 1)..]}.{name}");
        json.WriteStartArray("tags");
        json.WriteStringValue(service);
        json.WriteEndArray();
        if (method.Role is { } role)
        {
            json.WriteString("description", $"Needs the role '{role.ToString().ToLowerInvariant()}'.");
        }

        if (method.WithoutWaiting is not null)
        {
            json.WriteStartArray("parameters");
            Header(json, CallHeaders.RequestId, "The same id again is the same job. Left out: one is made up, and answered.");
            Header(json, CallHeaders.Class, "express, priority, first-class, standard or bulk.");
            Header(json, CallHeaders.Due, "RFC 3339; may lie in the past.");
            Header(json, "prefer", "respond-async: answer with the job at once.");
            json.WriteEndArray();
        }

        json.WriteStartObject("requestBody");
        json.WriteBoolean("required", true);
        Content(json, method.Request.FullName);
        json.WriteEndObject();
        json.WriteStartObject("responses");
        Response(json, "200", "The response.", method.Response.FullName);
        if (method.WithoutWaiting is { } other)
        {
            Response(json, "202", "The job, which goes on.", other.Response.FullName);
        }

        Response(json, "default", "What is wrong, all at once.", Error);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Header(Utf8JsonWriter json, string name, string description)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("in", "header");
        json.WriteString("description", description);
        json.WriteStartObject("schema");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Response(Utf8JsonWriter json, string status, string description, string schema)
    {
        json.WriteStartObject(status);
        json.WriteString("description", description);
        Content(json, schema);
        json.WriteEndObject();
    }

    private static void Content(Utf8JsonWriter json, string schema)
    {
        json.WriteStartObject("content");
        json.WriteStartObject("application/json");
        json.WriteStartObject("schema");
        MessageSchema.Reference(json, schema);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Components(Utf8JsonWriter json, RpcMethod[] methods)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("token");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("schemas");
        ErrorSchema(json);
        var messages = methods.SelectMany<RpcMethod, MessageDescriptor>(method => [method.Request, method.Response, method.WithoutWaiting?.Response ?? method.Response]);
        foreach (var message in MessageSchema.Closure(messages.Append(Failure.Descriptor)))
        {
            MessageSchema.Write(json, message);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("security");
        json.WriteStartObject();
        json.WriteStartArray("token");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void ErrorSchema(Utf8JsonWriter json)
    {
        json.WriteStartObject(Error);
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        json.WriteStartObject("code");
        json.WriteString("type", "string");
        json.WriteStartArray("enum");
        foreach (var code in Enum.GetValues<RpcCode>().Where(code => code != RpcCode.Ok))
        {
            json.WriteStringValue(ErrorJson.NameOf(code));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("message");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteStartObject("failures");
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        MessageSchema.Reference(json, Failure.Descriptor.FullName);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
