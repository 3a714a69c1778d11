using System.Buffers;
using System.Collections;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;

namespace Rushes.Platform.Rpc.Json;

/// <summary>
/// Reads a message from JSON (the mapping of proto3) and tells everything that is wrong, each with its place. The reader of
/// Google.Protobuf stops at the first mistake and does not say where it is.
/// </summary>
internal sealed class JsonMessageReader
{
    private const string AnyType = "@type";

    /// <summary>So many say enough.</summary>
    private const int MostFailures = 100;

    private readonly MessageTypes _types;
    private readonly List<Failure> _failures = [];

    private JsonMessageReader(MessageTypes types) => _types = types;

    /// <returns>The message, which counts only when there are no failures.</returns>
    public static (IMessage? Message, IReadOnlyList<Failure> Failures) Read(ReadOnlySequence<byte> json, MessageDescriptor type, MessageTypes types)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var reader = new JsonMessageReader(types);
            return (reader.Message(document.RootElement, type, ""), reader._failures);
        }
        catch (JsonException exception)
        {
            return (null, [RequestFailures.NoJson(exception.Message, exception.LineNumber ?? 0)]);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate, or bytes that are no UTF-8, show only when the text is read.
            return (null, [RequestFailures.NoJson("A text in it is no Unicode.", 0)]);
        }
    }

    private IMessage? Message(JsonElement json, MessageDescriptor type, string place)
    {
        if (type == Any.Descriptor)
        {
            return Packed(json, place);
        }

        if (IsWellKnown(type))
        {
            return WellKnown(json, type, place);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return Wrong<IMessage>(place, $"an object, {type.Name}");
        }

        var message = Empty(type);
        Dictionary<string, string> seen = [];
        foreach (var member in json.EnumerateObject().Where(member => place.Length > 0 || member.Name != AnyType))
        {
            Member(message, member, JsonPath.Member(place, member.Name), seen);
        }

        return message;
    }

    private void Member(IMessage message, JsonProperty member, string place, Dictionary<string, string> seen)
    {
        if (Find(message.Descriptor, member.Name) is not { } field)
        {
            Report(RequestFailures.UnknownField(place, message.Descriptor.Name));
        }
        else if (!seen.TryAdd(field.Name, member.Name))
        {
            Report(RequestFailures.Twice(place));
        }
        else if (member.Value.ValueKind != JsonValueKind.Null)
        {
            if (field.RealContainingOneof is { } group && !seen.TryAdd($"oneof {group.Name}", member.Name))
            {
                Report(RequestFailures.OneOf(place, seen[$"oneof {group.Name}"]));
            }

            Set(message, field, member.Value, place);
        }
    }

    private void Set(IMessage message, FieldDescriptor field, JsonElement json, string place)
    {
        if (field.IsMap)
        {
            Entries((IDictionary)field.Accessor.GetValue(message), field, json, place);
        }
        else if (field.IsRepeated)
        {
            Items((IList)field.Accessor.GetValue(message), field, json, place);
        }
        else if (Value(json, field, place) is { } value)
        {
            field.Accessor.SetValue(message, value);
        }
    }

    private void Items(IList list, FieldDescriptor field, JsonElement json, string place)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            Wrong<object>(place, "a list");
            return;
        }

        var number = 0;
        foreach (var item in json.EnumerateArray())
        {
            if (Value(item, field, JsonPath.Item(place, number++)) is { } value)
            {
                list.Add(value);
            }
        }
    }

    private void Entries(IDictionary map, FieldDescriptor field, JsonElement json, string place)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Wrong<object>(place, "an object of names and values");
            return;
        }

        var (keys, values) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
        foreach (var member in json.EnumerateObject())
        {
            var entry = JsonPath.Member(place, member.Name);
            if (JsonScalars.ReadKey(member.Name, keys.FieldType) is not { } key)
            {
                Wrong<object>(entry, $"named as {JsonScalars.Expected(keys.FieldType)}");
            }
            else if (Value(member.Value, values, entry) is { } value)
            {
                map[key] = value;
            }
        }
    }

    private object? Value(JsonElement json, FieldDescriptor field, string place) => field.FieldType switch
    {
        FieldType.Message => Message(json, field.MessageType, place),
        FieldType.Enum => EnumNumber(json, field.EnumType, place),
        var type => JsonScalars.Read(json, type) ?? Wrong<object>(place, JsonScalars.Expected(type)),
    };

    private int? EnumNumber(JsonElement json, EnumDescriptor type, string place)
    {
        var value = json.ValueKind switch
        {
            JsonValueKind.String => type.FindValueByName(json.GetString()!),
            JsonValueKind.Number when json.TryGetInt32(out var number) => type.FindValueByNumber(number),
            _ => null,
        };
        if (value is null)
        {
            Report(RequestFailures.UnknownEnumValue(place, json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText(), type));
        }

        return value?.Number;
    }

    private Any? Packed(JsonElement json, string place)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(AnyType, out var named) || named.ValueKind != JsonValueKind.String)
        {
            return Wrong<Any>(place, $"an object with {AnyType}");
        }

        var url = named.GetString()!;
        if (_types.Find(url[(url.LastIndexOf('/') + 1)..]) is not { } type)
        {
            Report(RequestFailures.UnknownType(JsonPath.Member(place, AnyType), url));
            return null;
        }

        var inner = IsWellKnown(type) && json.TryGetProperty("value", out var value) ? Message(value, type, JsonPath.Member(place, "value")) : Plain(json, type, place);
        return inner is null ? null : Any.Pack(inner);
    }

    /// <summary>The fields of a packed message stand beside its type.</summary>
    private IMessage Plain(JsonElement json, MessageDescriptor type, string place)
    {
        var message = Empty(type);
        Dictionary<string, string> seen = [];
        foreach (var member in json.EnumerateObject().Where(member => member.Name != AnyType))
        {
            Member(message, member, JsonPath.Member(place, member.Name), seen);
        }

        return message;
    }

    private IMessage? WellKnown(JsonElement json, MessageDescriptor type, string place)
    {
        try
        {
            return JsonParser.Default.Parse(json.GetRawText(), type);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException)
        {
            return Wrong<IMessage>(place, type == Timestamp.Descriptor ? "a time as of RFC 3339, such as 2030-01-31T12:00:00Z" : $"a {type.Name}");
        }
    }

    private T? Wrong<T>(string place, string expected)
        where T : class
    {
        Report(RequestFailures.WrongType(place, expected));
        return null;
    }

    private void Report(Failure failure)
    {
        if (_failures.Count < MostFailures)
        {
            _failures.Add(failure);
        }
    }

    private static bool IsWellKnown(MessageDescriptor type) => type.File.Package == "google.protobuf";

    private static FieldDescriptor? Find(MessageDescriptor type, string name) =>
        type.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name) ?? type.FindFieldByName(name);

    private static IMessage Empty(MessageDescriptor type) => type.Parser.ParseFrom(ByteString.Empty);
}
