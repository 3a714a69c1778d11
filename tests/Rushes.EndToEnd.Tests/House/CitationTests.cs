using System.Text.RegularExpressions;

namespace Rushes.EndToEnd.Tests.House;

/// <summary>Pages that promise something name the tests that hold it.</summary>
public sealed partial class CitationTests
{
    private static readonly string[] Promising = ["docs/queue-semantics.md", "docs/job-states.md", "docs/api.md", "docs/storage.md"];

    [Fact]
    public void Tests_NamedInThePages_AreThere()
    {
        var tests = Tests();
        var missing =
            from page in Repository.Files("docs", "*.md")
            from Match citation in Citation().Matches(Repository.Read(page))
            where !tests[citation.Groups[1].Value].Contains(citation.Groups[2].Value)
            select $"{page}: {citation.Value}";
        Assert.Empty(missing);
    }

    [Fact]
    public void Promises_EachNameATest() => Assert.Empty(
        from page in Promising
        from line in Repository.Lines(page)
        where line.StartsWith("- ", StringComparison.Ordinal) && !Citation().IsMatch(line)
        select $"{page}: {line}");

    /// <summary>Names of methods by the names of the classes in their files.</summary>
    private static ILookup<string, string> Tests() => (
        from path in Repository.Files("tests", "*.cs")
        let text = Repository.Read(path)
        from Match type in Class().Matches(text)
        from Match method in TestMethod().Matches(text)
        select (Class: type.Groups[1].Value, Method: method.Groups[1].Value)).ToLookup(test => test.Class, test => test.Method);

    [GeneratedRegex(@"`([A-Z]\w+)\.(\w+_\w+)`")]
    private static partial Regex Citation();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+_\w+)\(")]
    private static partial Regex TestMethod();
}
