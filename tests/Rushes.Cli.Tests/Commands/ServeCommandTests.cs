namespace Rushes.Cli.Tests.Commands;

/// <summary>The command lines of <c>rushes serve</c> and <c>rushes worker</c>.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serve_WithManyMistakes_ReportsAllAtOnceAndNoPassword()
    {
        var run = await ProgramRun.StartAsync(
            _folder, "serve", "--database", "postgers://me:secret@host/db", "--store", "ftp://x", "--readable", "ftp://films/", "--services", "encoding,encodign", "--listen", "everywhere",
            "--http", "here", "--certificate", "absent.pem", "--tokens", "absent.yaml", "--slots", "many", "--lease", "1s");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        string[] expected = ["--database", "--store", "'ftp://films/'", "'encodign'", "inspection, encoding", "--listen", "--certificate", "--tokens", "--slots", "--lease"];
        Assert.All(expected, part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ToOtherMachinesWithoutTokens_IsUsage()
    {
        var run = await ProgramRun.StartAsync(_folder, "serve", "--listen", "0.0.0.0:0");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--tokens", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_WithManyMistakes_ReportsAllAtOnceAndNoToken()
    {
        var run = await ProgramRun.StartAsync(
            _folder, new Dictionary<string, string?> { ["RUSHES_TOKEN"] = "secret token" }, TestContext.Current.CancellationToken,
            "worker", "--server", "nowhere", "--cores", "none", "--memory", "much", "--store", "ftp://x", "--drain", "soon", "--idle", "never");

        Assert.Equal(2, run.ExitCode);
        string[] expected = ["'nowhere'", "RUSHES_TOKEN", "--cores", "--memory", "--store", "--drain", "--idle"];
        Assert.All(expected, part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_WithoutAServer_IsUsage() => Assert.Equal(2, (await ProgramRun.StartAsync(_folder, "worker")).ExitCode);
}
