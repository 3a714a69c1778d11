using System.Globalization;
using System.Text.RegularExpressions;

namespace Rushes.EndToEnd.Tests.House;

/// <summary>What a newcomer sees first: names, sizes, and where things lie.</summary>
public sealed partial class NamingTests
{
    private const int LongestFile = 300;
    private const int MostRootEntries = 24;

    private static readonly string[] SaysNothing = ["Core", "Common", "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Managers", "Misc", "Shared"];

    [Fact]
    public void Folders_HaveNamesThatSaySomething()
    {
        var folders = Source().SelectMany(path => Path.GetDirectoryName(path)!.Split('/')).Distinct();
        Assert.Empty(folders.SelectMany(folder => folder.Split('.')).Intersect(SaysNothing, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Types_HaveNamesThatSaySomething() =>
        Assert.DoesNotContain(Source(), path => EmptyTypeName().IsMatch(Path.GetFileNameWithoutExtension(path)));

    [Fact]
    public void Namespaces_FollowFolders()
    {
        var strays =
            from path in Source()
            let declared = Repository.Lines(path).Select(line => Namespace().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value
            where declared is not null && declared != NamespaceOf(path)
            select $"{path}: {declared}";
        Assert.Empty(strays);
    }

    [Fact]
    public void Files_AreShort()
    {
        var longFiles =
            from path in Source()
            let lines = Repository.Lines(path).Count
            where lines > LongestFile
            select string.Create(CultureInfo.InvariantCulture, $"{path}: {lines} lines");
        Assert.Empty(longFiles);
    }

    [Fact]
    public void EventIds_AreUnique()
    {
        var ids = Repository.Files("src", "*.cs")
            .SelectMany(path => EventId().Matches(Repository.Read(path)).Select(match => (Id: match.Groups[1].Value, Path: path)))
            .ToList();
        Assert.NotEmpty(ids);
        Assert.Empty(ids.GroupBy(id => id.Id).Where(group => group.Count() > 1).Select(group => string.Join(' ', group)));
    }

    [Fact]
    public void EventIds_AreExplicit()
    {
        var attributes = Repository.Files("src", "*.cs").Sum(path => AnyLoggerMessage().Count(Repository.Read(path)));
        var withId = Repository.Files("src", "*.cs").Sum(path => EventId().Count(Repository.Read(path)));
        Assert.Equal(attributes, withId);
    }

    [Fact]
    public void Root_ShowsFewEntries() => Assert.InRange(Repository.RootEntries.Count, 1, MostRootEntries);

    private static IEnumerable<string> Source() => Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs"));

    // A project's folder bears its name, and the folders in it follow.
    private static string NamespaceOf(string path)
    {
        var folders = Path.GetDirectoryName(path)!.Split('/').SkipWhile(folder => !folder.StartsWith("Rushes.", StringComparison.Ordinal));
        return string.Join('.', folders);
    }

    [GeneratedRegex(@"(Manager|Helper|Helpers|Util|Utils|Utility|Utilities)$")]
    private static partial Regex EmptyTypeName();

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\[LoggerMessage\((?:EventId\s*=\s*)?(\d+)")]
    private static partial Regex EventId();

    [GeneratedRegex(@"\[LoggerMessage\(")]
    private static partial Regex AnyLoggerMessage();
}
