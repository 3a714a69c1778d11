using System.Text.Json;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Rushes.Platform.Rpc.OpenApi;

/// <summary>Messages as JSON Schema, in the mapping of proto3.</summary>
internal static class MessageSchema
{
    /// <summary>The messages with all that they hold, by name; without those that JSON writes in a way of its own.</summary>
    public static IReadOnlyList<MessageDescriptor> Closure(IEnumerable<MessageDescriptor> messages)
    {
        HashSet<MessageDescriptor> found = [];
        var waiting = new Stack<MessageDescriptor>(messages);
        while (waiting.TryPop(out var message))
        {
            if (!IsWellKnown(message) && found.Add(message))
            {
                foreach (var field in message.Fields.InDeclarationOrder().Select(Held).Where(field => field.FieldType == FieldType.Message))
                {
                    waiting.Push(field.MessageType);
                }
            }
        }

        return [.. found.OrderBy(message => message.FullName, StringComparer.Ordinal)];
    }

    public static void Reference(Utf8JsonWriter json, string name) => json.WriteString("$ref", $"#/components/schemas/{name}");

    public static void Write(Utf8JsonWriter json, MessageDescriptor message)
    {
        json.WriteStartObject(message.FullName);
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            json.WriteStartObject(field.JsonName);
            Property(json, field);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Property(Utf8JsonWriter json, FieldDescriptor field)
    {
        if (field.RealContainingOneof is { } group)
        {
            json.WriteString("description", $"One of {string.Join(", ", group.Fields.Select(member => member.JsonName))}.");
        }

        if (field.IsMap || field.IsRepeated)
        {
            json.WriteString("type", field.IsMap ? "object" : "array");
            json.WriteStartObject(field.IsMap ? "additionalProperties" : "items");
            Value(json, Held(field));
            json.WriteEndObject();
        }
        else
        {
            Value(json, field);
        }
    }

    private static void Value(Utf8JsonWriter json, FieldDescriptor field)
    {
        switch (field.FieldType)
        {
            case FieldType.Message when IsWellKnown(field.MessageType):
                WellKnown(json, field.MessageType);
                break;
            case FieldType.Message:
                Reference(json, field.MessageType.FullName);
                break;
            case FieldType.Enum:
                json.WriteString("type", "string");
                json.WriteStartArray("enum");
                foreach (var value in field.EnumType.Values)
                {
                    json.WriteStringValue(value.Name);
                }

                json.WriteEndArray();
                break;
            case FieldType.Bool:
                json.WriteString("type", "boolean");
                break;
            case FieldType.Float or FieldType.Double:
                json.WriteString("type", "number");
                break;
            case FieldType.String:
                json.WriteString("type", "string");
                break;
            case FieldType.Bytes:
                json.WriteString("type", "string");
                json.WriteString("contentEncoding", "base64");
                break;
            case FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 or FieldType.UInt64 or FieldType.Fixed64:
                LongNumber(json, field.FieldType is FieldType.UInt64 or FieldType.Fixed64 ? "uint64" : "int64");
                break;
            default:
                json.WriteString("type", "integer");
                json.WriteString("format", field.FieldType is FieldType.UInt32 or FieldType.Fixed32 ? "uint32" : "int32");
                break;
        }
    }

    /// <summary>Written as a text, which keeps every digit; read as either.</summary>
    private static void LongNumber(Utf8JsonWriter json, string format)
    {
        json.WriteStartArray("type");
        json.WriteStringValue("string");
        json.WriteStringValue("integer");
        json.WriteEndArray();
        json.WriteString("format", format);
    }

    private static void WellKnown(Utf8JsonWriter json, MessageDescriptor message)
    {
        if (message == Timestamp.Descriptor)
        {
            json.WriteString("type", "string");
            json.WriteString("format", "date-time");
        }
        else if (message == Any.Descriptor)
        {
            json.WriteString("type", "object");
            json.WriteString("description", "A message of the type that @type names, with its fields beside: type.googleapis.com/rushes.v1.NAME.");
            json.WriteStartArray("required");
            json.WriteStringValue("@type");
            json.WriteEndArray();
        }
    }

    private static FieldDescriptor Held(FieldDescriptor field) => field.IsMap ? field.MessageType.FindFieldByNumber(2) : field;

    private static bool IsWellKnown(MessageDescriptor message) => message.File.Package == "google.protobuf";
}
