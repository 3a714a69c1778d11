using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rushes.EndToEnd.Tests.House;

/// <summary>Everything that we take from others is named, pinned and explained, and comes from wherever the user's registries are.</summary>
public sealed partial class DependencyTests
{
    private static readonly string[] Texts = [".sh", ".json", ".props", ".targets", ".csproj", ".slnx", ".yaml", ".yml", ".config", ""];

    [Fact]
    public void Packages_StandInTheListWithTheirVersions()
    {
        var listed = Listed();
        var wrong =
            from package in Pinned()
            where listed.GetValueOrDefault(package.Name) != package.Version
            select $"{package.Name} {package.Version}, listed: {listed.GetValueOrDefault(package.Name) ?? "nothing"}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Packages_AreAllUsed()
    {
        var used = Repository.Files(pattern: "*.csproj").Concat(Repository.Files(pattern: "*.props"))
            .SelectMany(path => XDocument.Parse(Repository.Read(path)).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")?.Value ?? "")
            .ToHashSet();
        Assert.Empty(Pinned().Select(package => package.Name).Except(used));
    }

    [Fact]
    public void Versions_ArePinnedExactly() =>
        Assert.All(Pinned(), package => Assert.Matches(ExactVersion(), package.Version));

    [Fact]
    public void Projects_AreLocked()
    {
        var unlocked = Repository.Files(pattern: "*.csproj").Where(path => !File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, "packages.lock.json")));
        Assert.Empty(unlocked);
    }

    [Fact]
    public void Scripts_NameNoRegistryAndNoPlaceOfOneMachine() => Assert.Empty(
        from path in Repository.Files().Where(path => Texts.Contains(Path.GetExtension(path)))
        from line in Repository.Lines(path).Index()
        where RegistryHost().IsMatch(line.Item) || MachinePath().IsMatch(line.Item)
        select string.Create(CultureInfo.InvariantCulture, $"{path}:{line.Index + 1}: {line.Item.Trim()}"));

    private static IEnumerable<(string Name, string Version)> Pinned() =>
        XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => (package.Attribute("Include")!.Value, package.Attribute("Version")!.Value));

    // | a, b | 1.0, 2.0 | … ; one version stands for all names of its row.
    private static Dictionary<string, string> Listed()
    {
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cells in Repository.Lines("docs/dependencies.md").Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)))
        {
            var names = cells[1].Split(", ");
            var versions = cells[2].Split(", ");
            for (var i = 0; i < names.Length; i++)
            {
                listed[names[i]] = versions[Math.Min(i, versions.Length - 1)];
            }
        }

        return listed;
    }

    [GeneratedRegex(@"^\d+(\.\d+)+(-[\w.]+)?$")]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@"nuget\.org|npmjs\.(org|com)|pypi\.org|pythonhosted\.org|(deb|security)\.debian\.org|registry\.\w+\.\w+|""resolved"":\s*""https?:", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"(?<![\w.$}/])/(home|root|work|Users|mnt|tmp|var/tmp)/\w")]
    private static partial Regex MachinePath();
}
