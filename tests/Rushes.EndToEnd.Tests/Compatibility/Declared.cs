using Google.Protobuf.Reflection;

namespace Rushes.EndToEnd.Tests.Compatibility;

/// <summary>Something that a .proto file declares, under its full name.</summary>
internal sealed record Declared<T>(string File, string Name, T Definition)
{
    /// <summary>How a problem with it begins.</summary>
    public override string ToString() => $"{File}: {Name}";
}

/// <summary>All that a set declares. A full name is the identity: between the files of a package things may move.</summary>
internal static class Declared
{
    /// <summary>Nested ones too.</summary>
    public static IEnumerable<Declared<DescriptorProto>> Messages(FileDescriptorSet set) =>
        from file in set.File
        from message in file.MessageType
        from declared in WithNested(new(file.Name, Join(file.Package, message.Name), message))
        select declared;

    /// <summary>Those inside messages too.</summary>
    public static IEnumerable<Declared<EnumDescriptorProto>> Enums(FileDescriptorSet set) =>
    [
        .. from file in set.File
           from declared in file.EnumType
           select new Declared<EnumDescriptorProto>(file.Name, Join(file.Package, declared.Name), declared),
        .. from message in Messages(set)
           from declared in message.Definition.EnumType
           select new Declared<EnumDescriptorProto>(message.File, Join(message.Name, declared.Name), declared),
    ];

    public static IEnumerable<Declared<ServiceDescriptorProto>> Services(FileDescriptorSet set) =>
        from file in set.File
        from service in file.Service
        select new Declared<ServiceDescriptorProto>(file.Name, Join(file.Package, service.Name), service);

    private static IEnumerable<Declared<DescriptorProto>> WithNested(Declared<DescriptorProto> message) =>
        message.Definition.NestedType
            .SelectMany(nested => WithNested(new(message.File, Join(message.Name, nested.Name), nested)))
            .Prepend(message);

    private static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";
}
