using Google.Protobuf.Reflection;

namespace Rushes.EndToEnd.Tests.Compatibility;

/// <summary>What breaks inside an enum. A value may never go: what was written with it would no longer be understood.</summary>
internal static class EnumBreaks
{
    public static IEnumerable<string> Between(EnumDescriptorProto older, EnumDescriptorProto newer) =>
        [.. older.Value.SelectMany(value => Of(value, newer)), .. Reservations.Of(newer).Dropped(Reservations.Of(older))];

    private static IEnumerable<string> Of(EnumValueDescriptorProto before, EnumDescriptorProto newer)
    {
        var now = newer.Value.FirstOrDefault(value => value.Name == before.Name);
        if (now is null)
        {
            yield return $".{before.Name}: the value is gone";
        }
        else if (now.Number != before.Number)
        {
            yield return $".{before.Name}: the number was {before.Number} and is {now.Number}";
        }
    }
}
