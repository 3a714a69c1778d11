using System.Text.Json;
using Rushes.Cli.Tests.Jobs;

namespace Rushes.Cli.Tests.Commands;

public sealed class QueueCommandTests : IDisposable
{
    private const string Id = FailedJob.Id;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Queue_OfNothing_IsEmptyAndSaysWhereItLooked()
    {
        foreach (var (command, what) in new[] { ("list", "open messages"), ("dead", "dead letters") })
        {
            var run = await RunAsync("queue", command, "--json");

            Assert.Equal(0, run.ExitCode);
            Assert.Empty(Messages(run));
            Assert.Equal($"No {what} in {_folder["cache/jobs"]}", run.Error.TrimEnd());
        }
    }

    [Fact]
    public async Task Dead_LettersOfAFailedJob_AreShownWithTheirFailures()
    {
        await FailedJob.LeaveAsync(_folder);

        var people = await RunAsync("queue", "dead");
        var letter = Assert.Single(Messages(await RunAsync("queue", "dead", "--json")));

        Assert.Equal(0, people.ExitCode);
        Assert.Matches($@"│ {Id}/\d+ │ steps │ standard │ 3 +│ 0 +│ .* │ start packaging.fake/second │", people.Output);
        Assert.Contains("error: The encoder broke.  [encode.failed]", people.Output, StringComparison.Ordinal);
        Assert.StartsWith($"{Id}/", Text(letter, "id"), StringComparison.Ordinal);
        Assert.Equal(("dead", Id, "second"), (Text(letter, "state"), Text(letter, "job"), Text(letter, "node")));
        Assert.Equal("encode.failed", Text(Assert.Single(letter.GetProperty("failures").EnumerateArray()), "code"));
    }

    [Fact]
    public async Task Requeue_OfALetterWhoseJobHasFailed_SaysThatTheJobGoesOn()
    {
        await FailedJob.LeaveAsync(_folder);
        var letter = Text(Assert.Single(Messages(await RunAsync("queue", "dead", "--json"))), "id");

        var requeued = await RunAsync("queue", "requeue", letter);
        var again = await RunAsync("queue", "requeue", letter, "--json");
        var waiting = Assert.Single(Messages(await RunAsync("queue", "list", "--json")));

        Assert.Equal(0, requeued.ExitCode);
        Assert.Equal($"Message {letter} belongs to job {Id}, which goes on as a whole. No process works on it now: give the same command again.", requeued.Output.TrimEnd());
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("message.unknown", again.Output, StringComparison.Ordinal);
        Assert.Equal((letter, "pending"), (Text(waiting, "id"), Text(waiting, "state")));
    }

    [Fact]
    public async Task Why_OfALetterAndOfItsJob_SaysWhatKeepsIt()
    {
        await FailedJob.LeaveAsync(_folder);
        var letter = Text(Assert.Single(Messages(await RunAsync("queue", "dead", "--json"))), "id");

        var dead = await RunAsync("queue", "why", letter);
        var failed = await RunAsync("queue", "why", Id);
        await RunAsync("jobs", "retry", Id);
        var pending = Assert.Single(Messages(await RunAsync("queue", "why", Id, "--json")));

        Assert.Contains("The encoder broke. [encode.failed]", dead.Output, StringComparison.Ordinal);
        Assert.Equal($"Job {Id} waits for nothing: it is failed.", failed.Output.TrimEnd());
        Assert.Equal(
            "It is next in its queue; nobody works on this queue now; it needs a process that has packaging.fake@1. No process works on this job: give the same command again.", Text(pending, "reason"));
    }

    [Fact]
    public async Task Message_ThatIsUnknownOrMeansSeveral_IsUsage()
    {
        await FailedJob.LeaveAsync(_folder, "7f01");
        await FailedJob.LeaveAsync(_folder, "8e02");
        var number = Text(Messages(await RunAsync("queue", "dead", "--json"))[0], "id").Split('/')[1];

        foreach (var command in (string[])["why", "requeue"])
        {
            var several = await RunAsync("queue", command, number, "--json");
            var unknown = await RunAsync("queue", command, "12345", "--json");

            Assert.Equal((2, 2), (several.ExitCode, unknown.ExitCode));
            Assert.Contains($"7f01/{number}, 8e02/{number}", several.Error, StringComparison.Ordinal);
            Assert.Contains("message.unknown", unknown.Output, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await RunAsync("queue", "why", $"7f/{number}")).ExitCode);
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.StartAsync(_folder, arguments);

    private static List<JsonElement> Messages(ProgramRun run)
    {
        using var json = JsonDocument.Parse(run.Output);
        return [.. json.RootElement.Clone().GetProperty("messages").EnumerateArray()];
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
