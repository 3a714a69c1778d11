using Google.Protobuf.Reflection;

namespace Rushes.EndToEnd.Tests.Compatibility;

/// <summary>
/// Finds what newer .proto files break for whatever was written by older ones: rows, files and requests, in binary and in
/// JSON. What is only added breaks nothing.
/// </summary>
internal static class ContractBreaks
{
    /// <summary>Every break, with its file and the full name of what breaks.</summary>
    public static IReadOnlyList<string> Between(FileDescriptorSet older, FileDescriptorSet newer)
    {
        var kept = WithoutRenamedPackages(older, newer);
        return
        [
            .. FileBreaks(older, newer),
            .. Compare(Declared.Messages(kept).Where(message => !IsMapEntryThatWent(message, newer)), Declared.Messages(newer), "message", FieldBreaks.Between),
            .. Compare(Declared.Enums(kept), Declared.Enums(newer), "enum", EnumBreaks.Between),
            .. Compare(Declared.Services(kept), Declared.Services(newer), "service", ServiceBreaks.Between),
        ];
    }

    private static IEnumerable<string> FileBreaks(FileDescriptorSet older, FileDescriptorSet newer)
    {
        foreach (var (before, now) in InBoth(older, newer))
        {
            if (before.Package != now.Package)
            {
                yield return $"{before.Name}: the package was '{before.Package}' and is '{now.Package}'";
            }

            if (before.Syntax != now.Syntax)
            {
                yield return $"{before.Name}: the syntax was '{before.Syntax}' and is '{now.Syntax}'";
            }
        }
    }

    /// <summary>With a package every full name in it changes: that is one break, not one for each.</summary>
    private static FileDescriptorSet WithoutRenamedPackages(FileDescriptorSet older, FileDescriptorSet newer)
    {
        var renamed = InBoth(older, newer).Where(pair => pair.Before.Package != pair.Now.Package).Select(pair => pair.Before);
        return new FileDescriptorSet { File = { older.File.Except(renamed) } };
    }

    private static IEnumerable<(FileDescriptorProto Before, FileDescriptorProto Now)> InBoth(FileDescriptorSet older, FileDescriptorSet newer) =>
        older.File.Join(newer.File, file => file.Name, file => file.Name, (before, now) => (before, now));

    /// <summary>protoc makes a message for the entries of a map; it may go with its field, which is looked at itself.</summary>
    private static bool IsMapEntryThatWent(Declared<DescriptorProto> message, FileDescriptorSet newer) =>
        message.Definition.Options is { MapEntry: true } && Declared.Messages(newer).All(other => other.Name != message.Name);

    private static IEnumerable<string> Compare<T>(
        IEnumerable<Declared<T>> older, IEnumerable<Declared<T>> newer, string kind, Func<T, T, IEnumerable<string>> breaks)
    {
        var byName = newer.ToDictionary(declared => declared.Name, declared => declared.Definition, StringComparer.Ordinal);
        return older.SelectMany(before => byName.TryGetValue(before.Name, out var now)
            ? breaks(before.Definition, now).Select(found => $"{before}{found}")
            : [$"{before}: the {kind} is gone"]);
    }
}
