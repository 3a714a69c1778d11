using Google.Protobuf.Reflection;

namespace Rushes.EndToEnd.Tests.Compatibility;

/// <summary>What breaks inside a message. Each finding goes on where the name of the message ends.</summary>
internal sealed class FieldBreaks
{
    private readonly DescriptorProto _older;
    private readonly DescriptorProto _newer;
    private readonly Reservations _reserved;

    private FieldBreaks(DescriptorProto older, DescriptorProto newer) =>
        (_older, _newer, _reserved) = (older, newer, Reservations.Of(newer));

    public static IEnumerable<string> Between(DescriptorProto older, DescriptorProto newer)
    {
        var breaks = new FieldBreaks(older, newer);
        return [.. older.Field.SelectMany(breaks.Of), .. breaks._reserved.Dropped(Reservations.Of(older))];
    }

    private IEnumerable<string> Of(FieldDescriptorProto before)
    {
        var sameNumber = _newer.Field.FirstOrDefault(field => field.Number == before.Number);
        var sameName = _newer.Field.FirstOrDefault(field => field.Name == before.Name);
        var found = sameName is not null && sameName.Number != before.Number ? [$"the number was {before.Number} and is {sameName.Number}"]
            : sameNumber is not null ? Changes(before, sameNumber)
            : _reserved.Lacking(before.Number, before.Name).Select(lacking => $"the field is gone, and its {lacking} is not reserved");
        return found.Select(text => $".{before.Name}: {text}");
    }

    private IEnumerable<string> Changes(FieldDescriptorProto before, FieldDescriptorProto now)
    {
        (string What, string Before, string Now)[] aspects =
        [
            ("type", TypeOf(before), TypeOf(now)),
            ("label", before.Label.ToString(), now.Label.ToString()),
            ("oneof", OneofOf(_older, before), OneofOf(_newer, now)),
            ("JSON name", JsonNameOf(before), JsonNameOf(now)),
        ];
        return aspects.Where(aspect => aspect.Before != aspect.Now)
            .Select(aspect => $"the {aspect.What} was '{aspect.Before}' and is '{aspect.Now}'");
    }

    private static string TypeOf(FieldDescriptorProto field) => $"{field.Type} {field.TypeName}".TrimEnd();

    /// <summary>Empty outside of any; <c>_name</c> for a field that is <c>optional</c>, which tells unset from zero.</summary>
    private static string OneofOf(DescriptorProto message, FieldDescriptorProto field) =>
        field.HasOneofIndex ? message.OneofDecl[field.OneofIndex].Name : "";

    /// <summary>Compiled descriptors have it only where the file gives one; else protoc derives it from the name.</summary>
    private static string JsonNameOf(FieldDescriptorProto field)
    {
        var words = field.Name.Split('_');
        return field.HasJsonName
            ? field.JsonName
            : string.Concat(words.Skip(1).Select(Capitalised).Prepend(words[0]));
    }

    private static string Capitalised(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}
