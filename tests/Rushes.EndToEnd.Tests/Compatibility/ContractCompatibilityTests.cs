using Google.Protobuf;
using Google.Protobuf.Reflection;
using Rushes.EndToEnd.Tests.House;

namespace Rushes.EndToEnd.Tests.Compatibility;

/// <summary>
/// Rows, files and requests outlive the build that wrote them. The committed set is what they were written by; it is a
/// plain FileDescriptorSet, which other tools read as well.
/// </summary>
public sealed class ContractCompatibilityTests
{
    private const string Accept = "RUSHES_ACCEPT_CONTRACTS=1 ./test --filter ContractCompatibility";

    private static string CommittedPath => Path.Combine(Repository.Root, "tests/Rushes.EndToEnd.Tests/Compatibility/contracts.binpb");

    [Fact]
    public void ProtoFiles_AgainstTheCommittedSet_BreakNothingAndAreInIt()
    {
        var current = CompiledContracts.Read();
        var committed = File.Exists(CommittedPath) ? FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(CommittedPath)) : new();

        var breaks = ContractBreaks.Between(committed, current);
        Assert.True(breaks.Count == 0, $"What was written before is no longer understood:\n{string.Join('\n', breaks)}");

        if (Environment.GetEnvironmentVariable("RUSHES_ACCEPT_CONTRACTS") == "1")
        {
            File.WriteAllBytes(CommittedPath, current.ToByteArray());
            return;
        }

        Assert.True(committed.Equals(current), $"The .proto files have additions that contracts.binpb lacks. Type this, and commit the file:  {Accept}");
    }

    [Fact]
    public void CompiledContracts_HaveEveryProtoFileOnce()
    {
        var compiled = CompiledContracts.Read().File.Select(file => file.Name).ToList();
        var sources = Repository.Files("src", "*.proto");

        Assert.Equal(sources.Count, compiled.Count);
        Assert.Distinct(compiled);
        Assert.All(compiled, name => Assert.Single(sources, path => path.EndsWith($"/{name}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Contributing_SaysHowToAccept() => Assert.Contains(Accept, Repository.Read("CONTRIBUTING.md"), StringComparison.Ordinal);
}
