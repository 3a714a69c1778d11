using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>What a folder of streams holds, in the sense of "byte-identical" (DESIGN §8).</summary>
internal static class StreamFiles
{
    private const string Report = "report.json";

    /// <summary>For each file its digest; for the report its text without what may differ between two runs.</summary>
    public static IReadOnlyDictionary<string, string> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(
                path => Path.GetRelativePath(folder, path),
                path => Path.GetFileName(path) == Report ? Comparable(path) : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    public static void AssertSame(IReadOnlyDictionary<string, string> expected, string folder, string context)
    {
        var actual = Read(folder);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (name, content) in expected)
        {
            Assert.True(content == actual[name], $"{context}: {name} differs");
        }
    }

    private static string Comparable(string path)
    {
        var report = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        report.Remove("job");
        report.Remove("time");
        report["source"]!.AsObject().Remove("uri");
        return report.ToJsonString();
    }
}
