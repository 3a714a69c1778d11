using System.Reflection;
using Google.Protobuf.Reflection;

namespace Rushes.EndToEnd.Tests.Compatibility;

/// <summary>
/// The .proto files of the whole program, public and internal, as protoc has compiled them into its assemblies: no protoc
/// is needed to look at them, and nobody can forget one.
/// </summary>
internal static class CompiledContracts
{
    /// <summary>By name; without the files of others that ours import.</summary>
    public static FileDescriptorSet Read()
    {
        var files = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name.StartsWith("rushes", StringComparison.OrdinalIgnoreCase))
            .SelectMany(name => Assembly.Load(new AssemblyName(name)).GetTypes())
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .Select(file => file.ToProto())
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        return new FileDescriptorSet { File = { files } };
    }
}
