using Google.Protobuf;
using Google.Protobuf.Reflection;
using Rushes.Contracts;
using Rushes.Testing;

namespace Rushes.Client.Tests;

/// <summary>What other programs know of our methods: a FileDescriptorSet.</summary>
internal static class ContractFile
{
    /// <summary>Writes it, and gives its path.</summary>
    public static string Write(TemporaryFolder folder)
    {
        List<FileDescriptor> files = [];
        foreach (var file in (FileDescriptor[])[EchoReflection.Descriptor, JobsReflection.Descriptor, RpcReflection.Descriptor])
        {
            Add(file, files);
        }

        return folder.Write("contracts.binpb", new FileDescriptorSet { File = { files.Select(WithJsonNames) } }.ToByteArray());
    }

    /// <summary>protoc leaves them out of C#, and others look for them.</summary>
    private static FileDescriptorProto WithJsonNames(FileDescriptor file)
    {
        var proto = file.ToProto();
        foreach (var (type, message) in file.MessageTypes.Zip(proto.MessageType))
        {
            SetJsonNames(type, message);
        }

        return proto;
    }

    private static void SetJsonNames(MessageDescriptor type, DescriptorProto message)
    {
        foreach (var field in message.Field)
        {
            field.JsonName = type.FindFieldByNumber(field.Number).JsonName;
        }

        foreach (var (inner, nested) in type.NestedTypes.Zip(message.NestedType))
        {
            SetJsonNames(inner, nested);
        }
    }

    /// <summary>What a file imports stands before it.</summary>
    private static void Add(FileDescriptor file, List<FileDescriptor> files)
    {
        foreach (var import in file.Dependencies)
        {
            Add(import, files);
        }

        if (!files.Contains(file))
        {
            files.Add(file);
        }
    }
}
