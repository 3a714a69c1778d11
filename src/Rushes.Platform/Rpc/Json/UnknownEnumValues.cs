using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Rushes.Contracts;

namespace Rushes.Platform.Rpc.Json;

/// <summary>Numbers that an enum does not have, anywhere in a message: a newer client means something that is not understood here.</summary>
internal static class UnknownEnumValues
{
    public static IReadOnlyList<Failure> In(IMessage message)
    {
        List<Failure> failures = [];
        Look(message, "", failures);
        return failures;
    }

    private static void Look(IMessage message, string path, List<Failure> failures)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var type = field.IsMap ? field.MessageType.FindFieldByNumber(2) : field;
            if (type.FieldType is not (FieldType.Enum or FieldType.Message) || field.Accessor.GetValue(message) is not { } value)
            {
                continue;
            }

            foreach (var (place, one) in Values(field, value, JsonPath.Member(path, field.JsonName)))
            {
                if (one is IMessage inner)
                {
                    Look(inner, place, failures);
                }
                else if (type.EnumType.FindValueByNumber(Convert.ToInt32(one, CultureInfo.InvariantCulture)) is null)
                {
                    failures.Add(RequestFailures.UnknownEnumValue(place, Convert.ToInt32(one, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), type.EnumType));
                }
            }
        }
    }

    private static IEnumerable<(string Place, object Value)> Values(FieldDescriptor field, object value, string path)
    {
        if (field.IsMap)
        {
            return ((IDictionary)value).Cast<DictionaryEntry>().Select(entry => (JsonPath.Member(path, Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!), entry.Value!));
        }

        return field.IsRepeated ? ((IList)value).Cast<object>().Select((one, number) => (JsonPath.Item(path, number), one)) : [(path, value)];
    }
}
