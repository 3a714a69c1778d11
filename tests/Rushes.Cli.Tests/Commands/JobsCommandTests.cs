using System.Text.Json;
using Rushes.Cli.Tests.Jobs;

namespace Rushes.Cli.Tests.Commands;

public sealed class JobsCommandTests : IDisposable
{
    private const string Id = FailedJob.Id;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_OfNothing_IsEmptyAndSaysWhereItLooked()
    {
        var run = await RunAsync("jobs", "list", "--json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("done", json.RootElement.GetProperty("status").GetString());
        Assert.Empty(json.RootElement.GetProperty("jobs").EnumerateArray());
        Assert.Equal($"No jobs in {_folder["cache/jobs"]}", run.Error.TrimEnd());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task List_OfAFailedJob_HasItsRow()
    {
        await FailedJob.LeaveAsync(_folder);

        var people = await RunAsync("jobs", "list");
        var programs = await RunAsync("jobs", "list", "--json");

        Assert.Equal(0, people.ExitCode);
        Assert.Matches(@$"│ {Id} +│ failed +│ 50 % +│ standard +│ \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\dZ │ .* │ packaging.fake@1 │ encode.failed │", people.Output);
        Assert.DoesNotContain('\u001b', people.Output);
        using var json = JsonDocument.Parse(programs.Output);
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
        var job = Assert.Single(json.RootElement.GetProperty("jobs").EnumerateArray());
        Assert.Equal((Id, "failed", "standard"), (Text(job, "id"), Text(job, "state"), Text(job, "class")));
        Assert.Equal("rushes.v1.Streaming/PrepareTitle", Text(job, "method"));
        Assert.Equal(0.5, job.GetProperty("progress").GetProperty("fraction").GetDouble());
        Assert.Equal("encode.failed", Text(Assert.Single(job.GetProperty("failures").EnumerateArray()), "code"));
        Assert.EndsWith("Z", Text(job, "created"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfAFailedJob_HasItsGraphItsCriticalPathAndTheRemedy()
    {
        await FailedJob.LeaveAsync(_folder);

        var people = await RunAsync("jobs", "show", Id[..4]);
        var programs = await RunAsync("jobs", "show", Id, "--json");

        Assert.Equal(0, people.ExitCode);
        string[] parts = ["state     failed", "├── ✓ first", "└── ✗ second 3 attempts", "critical path ◆", "packaging.fake/second", "rendition 720p, chunk 3", "do: Look into its log."];
        Assert.All(parts, part => Assert.Contains(part, people.Output, StringComparison.Ordinal));
        using var json = JsonDocument.Parse(programs.Output);
        var nodes = json.RootElement.GetProperty("graph").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(["first", "second"], nodes.Select(node => Text(node, "name")));
        Assert.Equal("first", Assert.Single(nodes[1].GetProperty("after").EnumerateArray()).GetString());
        Assert.All(nodes, node => Assert.True(node.GetProperty("critical").GetBoolean()));
        Assert.True(nodes[1].GetProperty("time").GetProperty("running").GetDouble() >= 0);
        Assert.Equal(3, Assert.Single(nodes[1].GetProperty("work").EnumerateArray()).GetProperty("attempts").GetInt32());
        Assert.Equal(["first", "second"], json.RootElement.GetProperty("criticalPath").EnumerateArray().Select(step => Text(step, "node")));
    }

    [Fact]
    public async Task Job_ByTheIdOfItsRun_IsTheSame()
    {
        await FailedJob.LeaveAsync(_folder);
        using var json = JsonDocument.Parse((await RunAsync("jobs", "list", "--json")).Output);
        var run = Text(json.RootElement.GetProperty("jobs")[0], "run");

        Assert.Contains(Id, (await RunAsync("jobs", "show", run)).Output, StringComparison.Ordinal);
        var direct = await RunAsync("jobs", "show", run, "--database", $"sqlite:{_folder[$"cache/jobs/{Id}/state.db"]}");
        Assert.Equal(0, direct.ExitCode);
        Assert.Contains($"job       {run}", direct.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("watch")]
    [InlineData("cancel")]
    [InlineData("retry")]
    public async Task Job_ThatIsUnknownOrMeansSeveral_IsUsage(string command)
    {
        await FailedJob.LeaveAsync(_folder, "7f01");
        await FailedJob.LeaveAsync(_folder, "7f02");

        var unknown = await RunAsync("jobs", command, "nope", "--json");
        var several = await RunAsync("jobs", command, "7f", "--json");
        var none = await RunAsync("jobs", command);

        Assert.Equal((2, "job.unknown"), (unknown.ExitCode, Code(unknown)));
        Assert.Equal((2, "job.ambiguous"), (several.ExitCode, Code(several)));
        Assert.Contains("7f01", several.Error, StringComparison.Ordinal);
        Assert.Contains("7f02", several.Error, StringComparison.Ordinal);
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("do: ", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_OfAJobThatHasEnded_EndsAsThatDid()
    {
        await FailedJob.LeaveAsync(_folder);

        var failed = await RunAsync("jobs", "watch", Id, "--json");
        await RunAsync("jobs", "retry", Id);
        await RunAsync("jobs", "cancel", Id);
        var cancelled = await RunAsync("jobs", "watch", Id, "--json");

        Assert.Equal((1, "failed"), (failed.ExitCode, Status(failed)));
        Assert.Equal((130, "cancelled"), (cancelled.ExitCode, Status(cancelled)));
    }

    [Fact]
    public async Task RetryAndCancel_WithoutAnyProcess_ChangeTheJobOnce()
    {
        await FailedJob.LeaveAsync(_folder);

        var retried = await RunAsync("jobs", "retry", Id, "--json");
        var again = await RunAsync("jobs", "retry", Id);
        var list = await RunAsync("jobs", "list");
        var cancelled = await RunAsync("jobs", "cancel", Id);
        var ended = await RunAsync("jobs", "cancel", Id, "--json");

        Assert.Equal((0, "applied", "running"), (retried.ExitCode, Outcome(retried), State(retried)));
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("stays as it is: stopped. No process works on it now", again.Output, StringComparison.Ordinal);
        Assert.Contains("stopped", list.Output, StringComparison.Ordinal);
        Assert.Contains($"Job {Id} is cancelled.", cancelled.Output, StringComparison.Ordinal);
        Assert.Equal((0, "unchanged", "cancelled"), (ended.ExitCode, Outcome(ended), State(ended)));
    }

    [Fact]
    public async Task List_WithAFolderThatCannotBeRead_ShowsTheOthersAndSaysSo()
    {
        await FailedJob.LeaveAsync(_folder);
        _folder.WriteFile("cache/jobs/broken/state.db", "this is no database, whatever its name is");

        var run = await RunAsync("jobs", "list", "--json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(Id, Text(Assert.Single(json.RootElement.GetProperty("jobs").EnumerateArray()), "id"));
        Assert.Equal("database.unreadable", Code(run));
    }

    [Theory]
    [InlineData("sqlite:absent.db", 2, "database.not_found")]
    [InlineData("sqlite:", 2, "usage.value")]
    [InlineData("mysql://db", 2, "usage.value")]
    [InlineData("postgres://user:secret@localhost:1/none", 1, "database.unreadable")]
    public async Task Database_ThatWillNotDo_IsRefused(string database, int exitCode, string code)
    {
        var run = await RunAsync("jobs", "list", "--json", "--database", database);

        Assert.Equal((exitCode, code), (run.ExitCode, Code(run)));
        Assert.DoesNotContain("secret", run.Error + run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Options_WithManyMistakes_AreReportedAtOnce()
    {
        var run = await RunAsync("jobs", "show", "--limit", "many", "--database", "nothing", "--server", "nowhere");

        Assert.Equal(2, run.ExitCode);
        Assert.All((string[])["'many'", "--database", "'nowhere' is no address", "two places", "No id is named"], part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.StartAsync(_folder, arguments);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Code(ProgramRun run) => Read(run, answer => Text(answer.GetProperty("failures")[0], "code"));

    private static string Status(ProgramRun run) => Read(run, answer => Text(answer, "status"));

    private static string Outcome(ProgramRun run) => Read(run, answer => Text(answer, "outcome"));

    private static string State(ProgramRun run) => Read(run, answer => Text(answer.GetProperty("job"), "state"));

    private static string Read(ProgramRun run, Func<JsonElement, string> read)
    {
        using var json = JsonDocument.Parse(run.Output);
        return read(json.RootElement);
    }
}
