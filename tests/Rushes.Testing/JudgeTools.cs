using Rushes.Tools.Execution;
using Xunit;

namespace Rushes.Testing;

/// <summary>Where the programs of others are that judge what we make. One that is not there skips the test that needs it.</summary>
public static class JudgeTools
{
    /// <summary>The folder with the npm packages of tests/judges, which RUSHES_JUDGES names.</summary>
    public static string Modules()
    {
        var folder = Environment.GetEnvironmentVariable("RUSHES_JUDGES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "RUSHES_JUDGES names no folder of judges.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder!, "node_modules")), $"No judges are installed in {folder}.");
        return folder!;
    }

    /// <summary>A file of an npm package, or the test is skipped.</summary>
    public static string Module(params string[] path) =>
        Existing(Path.Combine([Modules(), "node_modules", .. path]), "It is no judge for this machine");

    public static string Node() => OnPath("node");

    public static string MediaInfo() => OnPath("mediainfo");

    public static string Curl() => OnPath("curl");

    public static string Chromium() =>
        Environment.GetEnvironmentVariable("RUSHES_CHROMIUM") is { Length: > 0 } path
            ? Existing(path, "RUSHES_CHROMIUM is wrong")
            : OnPath("chromium");

    /// <summary>Runs a judge to its end; one that fails is a failed test.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation(program, arguments)
            {
                Limits = ToolLimits.Default with { LineBytes = 1 << 26 },
                OnOutputLine = lines.Add,
            },
            cancellationToken);
        Assert.True(result.Succeeded, $"{program} {string.Join(' ', arguments)}\n{result.ErrorTail}");
        return lines;
    }

    private static string OnPath(string name)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{name} is not on PATH.");
        return found!;
    }

    private static string Existing(string path, string otherwise)
    {
        Assert.SkipUnless(File.Exists(path), $"{otherwise}: there is no {path}.");
        return path;
    }
}
