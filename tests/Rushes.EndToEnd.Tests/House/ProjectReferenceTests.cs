using System.Xml.Linq;

namespace Rushes.EndToEnd.Tests.House;

/// <summary>The layers of docs/architecture.md, held against the project files. Direct references are all there are.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly string[] Services = ["Rushes.Contracts", "Rushes.Media", "Rushes.Storage", "Rushes.Tools", "Rushes.Platform"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Rushes.Contracts"] = [],
        ["Rushes.Media"] = [],
        ["Rushes.Storage"] = [],
        ["Rushes.Tools"] = ["Rushes.Contracts", "Rushes.Media"],
        ["Rushes.Mounting"] = ["Rushes.Storage", "Rushes.Media"],
        ["Rushes.Platform"] = ["Rushes.Contracts", "Rushes.Storage", "Rushes.Tools", "Rushes.Mounting"],
        ["Rushes.Client"] = ["Rushes.Contracts"],
        ["Rushes.Inspection"] = Services,
        ["Rushes.Encoding"] = Services,
        ["Rushes.Validation"] = Services,
        ["Rushes.Quality"] = Services,
        ["Rushes.Complexity"] = Services,
        ["Rushes.Ladders"] = Services,
        ["Rushes.Audio"] = Services,
        ["Rushes.TimedText"] = Services,
        ["Rushes.Packaging"] = Services,
        ["Rushes.Streaming"] = Services,
        ["Rushes.Studio"] = Services,
    };

    public static TheoryData<string> Projects { get; } = [.. Repository.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnlyWhatItMay(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (name == "Rushes.Cli")
        {
            return; // The one that puts all others together.
        }

        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is no project of the architecture.");
        Assert.Empty(References(path).Except(allowed!));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_LiesWhereItBelongs(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var isService = Allowed.GetValueOrDefault(name) == Services;
        Assert.Equal(isService ? $"src/services/{name}/{name}.csproj" : $"src/{name}/{name}.csproj", path);
    }

    [Fact]
    public void NoProject_SeesWhatItDoesNotReference() =>
        Assert.Contains("<DisableTransitiveProjectReferences>true<", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);

    [Fact]
    public void Solution_HasEveryProject()
    {
        var listed = XDocument.Parse(Repository.Read("Rushes.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value);
        Assert.Equal(Repository.Files(pattern: "*.csproj"), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Architecture_SaysTheSame()
    {
        var page = Repository.Read("docs/architecture.md");
        Assert.Contains("| Contracts, Media, Storage | none of ours |", page, StringComparison.Ordinal);
        Assert.Contains("| Tools | Contracts, Media |", page, StringComparison.Ordinal);
        Assert.Contains("| services/* | Contracts, Media, Storage, Tools, Platform |", page, StringComparison.Ordinal);
    }

    // Also a reference that hides in a props file of the folder above would be found: there may be none.
    private static IEnumerable<string> References(string path)
    {
        Assert.DoesNotContain("<ProjectReference", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);
        Assert.DoesNotContain("<ProjectReference", Repository.Read("src/services/Directory.Build.props"), StringComparison.Ordinal);
        return XDocument.Parse(Repository.Read(path)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
    }
}
