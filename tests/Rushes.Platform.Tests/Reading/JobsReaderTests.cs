using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Reading;

public sealed class SqliteJobsReaderTests() : JobsReaderTests(StoreKind.Sqlite);

public sealed class PostgresJobsReaderTests() : JobsReaderTests(StoreKind.Postgres);

public abstract class JobsReaderTests(StoreKind store)
{
    private const long Start = 1_900_000_000_000;

    [Fact]
    public async Task Graph_OfAJobThatIsDone_HasItsCallsItsTimesAndItsCriticalPath()
    {
        await using var test = new TestHost(store);
        var run = await CountAsync(test);
        using (var sql = await test.OpenSessionAsync())
        {
            sql.Execute("UPDATE run SET created = @at WHERE id = @run", ("at", Start), ("run", run));
            SetTimes(sql, run, "check", 0, 1);
            SetTimes(sql, run, "square", 2, 10);
            SetTimes(sql, run, "sum", 10, 11);
            SetTimes(sql, run, "double", 11, 30);
            SetTimes(sql, run, "parts", 11, 20);
            SetTimes(sql, run, "finish", 31, 40);
        }

        using var reader = await OpenAsync(test);
        var graph = reader.Graph(run)!;

        Assert.Equal(["check", "square", "sum", "double", "parts", "finish"], graph.Run.Nodes.Select(node => node.Name));
        var parts = graph.Run.Nodes[4];
        Assert.Equal(["sum", "check"], parts.After);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Start + 11_000), parts.Ready.ToDateTimeOffset());
        Assert.Equal((2, 2), (parts.Total, parts.Items.Count(item => item.Status == JobWorkStatus.Done)));
        Assert.All(parts.Items, item => Assert.Equal("doubling.double", item.Call!.Workflow));
        Assert.Equal(["check", "square", "sum", "double", "twice", "finish"], graph.CriticalPath.Select(step => step.Node));
        Assert.Equal([0, 0, 0, 0, 1, 0], graph.CriticalPath.Select(step => step.Depth));
    }

    [Fact]
    public async Task Progress_OfAJobUnderWay_IsWeightedOverItsCalls()
    {
        await using var test = new TestHost(store);
        var run = await CountAsync(test);
        using (var sql = await test.OpenSessionAsync())
        {
            sql.Execute("UPDATE item SET weight = 7 WHERE run_id = @run AND node = 'square' AND number = 0", ("run", run));
            sql.Execute("UPDATE item SET state = 'waiting' WHERE run_id = @run AND node = 'square' AND number = 1", ("run", run));
            sql.Execute("UPDATE item SET state = 'running' WHERE run_id = @run AND node = 'finish'", ("run", run));
        }

        using var reader = await OpenAsync(test);

        // check, two squares of 7 and 1, sum, and "twice" in each of three calls; without the calls themselves.
        Assert.All([Assert.Single(reader.Jobs(10)), reader.Job(run)!], job => Assert.Equal((13, 15), (job.WeightDone, job.Weight)));
    }

    [Fact]
    public async Task Jobs_AreThoseThatWereSubmitted_FoundByTheBeginningOfTheirIds()
    {
        await using var test = new TestHost(store);
        var run = await CountAsync(test);

        using var reader = await OpenAsync(test);

        var job = Assert.Single(reader.Jobs(10));
        Assert.Equal((run, "numbers.count", 1, JobStatus.Done, PriorityClass.Standard), (job.Id, job.Workflow, job.WorkflowVersion, job.Status, job.Class));
        Assert.NotNull(job.Ended);
        Assert.Equal([run], reader.FindJobs(run[..3], 10));
        Assert.Empty(reader.FindJobs("no such job", 10));
        Assert.Null(reader.Job("no such job"));
        Assert.Null(reader.Graph("no such job"));
    }

    [Fact]
    public async Task Reader_BesideALivingOwner_SeesWhatItDoesAndWhyTheRestWaits()
    {
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var counting = new Counting
        {
            OnSquare = async (number, _, token) =>
            {
                begun.TrySetResult();
                await go.Task.WaitAsync(token);
                return await Counting.Result(number.Numerator * number.Numerator);
            },
        };
        await using var test = new TestHost(store) { Slots = 1 };
        await using var host = await test.StartAsync(counting.Services);
        var run = await TestHost.SubmitAsync(host, 0, 3);
        await begun.Task;
        using var reader = await OpenAsync(test);

        var messages = reader.Messages(10);
        Assert.Equal([MessageStatus.Leased, MessageStatus.Pending, MessageStatus.Pending], messages.Select(message => message.Status));
        Assert.Equal(new MessageSubject { Text = "numbers.count/square: number 0 [numbers.square]", Job = run, Run = run, Node = "square", Item = 0 }, messages[0].Subject);
        Assert.Equal(JobStatus.Running, reader.Job(run)!.Status);
        var reasons = reader.WhyJob(run, 10);
        Assert.Equal(messages.Select(message => message.Id), reasons.Select(reason => reason.Message.Id));
        Assert.StartsWith($"{messages[0].Owner} works on it since", reasons[0].Reason, StringComparison.Ordinal);
        Assert.StartsWith("Every worker that could run it is full", reasons[1].Reason, StringComparison.Ordinal);
        Assert.Contains(messages[1].Id.ToString(CultureInfo.InvariantCulture), reader.Why(messages[2].Id)!.Reason, StringComparison.Ordinal);

        go.SetResult();
        Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(host, run));
        Assert.Equal(JobStatus.Done, reader.Job(run)!.Status);
        Assert.Empty(reader.WhyJob(run, 10));
        Assert.StartsWith("Done since", reader.Why(messages[0].Id)!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_PageByPage_AreEachThereOnce()
    {
        await using var test = new TestHost(store);
        await using (var host = await test.StartAsync(new Counting().Services))
        {
            for (var number = 0; number < 5; number++)
            {
                await host.SubmitAsync(Counting.Count, new FrameRange { From = 0, To = 1 }, $"request {number}", new Priority(), TestHost.Token);
            }
        }

        // Two pairs of the same instant: one is parted by a page's end.
        using (var sql = await test.OpenSessionAsync())
        {
            var ids = sql.Query("SELECT id FROM run WHERE call_sequence IS NULL ORDER BY id", row => row.GetString(0));
            for (var number = 0; number < ids.Count; number++)
            {
                sql.Execute("UPDATE run SET created = @at WHERE id = @run", ("at", Start + (number / 2)), ("run", ids[number]));
            }
        }

        using var reader = await OpenAsync(test);
        List<string> seen = [];
        JobCursor? after = null;
        while (reader.Jobs(3, after) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(job => job.Id));
            after = new JobCursor(page[^1].Created.ToDateTimeOffset(), page[^1].Id);
        }

        Assert.Equal(reader.Jobs(100).Select(job => job.Id), seen);
        Assert.Equal(5, seen.Distinct().Count());
    }

    [Fact]
    public async Task DeadLetter_OfAFailedJob_SaysWhyAndWhose()
    {
        var world = new FaultyWorld();
        world.FailingSquares.Add(3);
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(world.Services);
        var run = await FaultyWorld.FailAsync(host);
        using var reader = await OpenAsync(test);

        var letter = Assert.Single(reader.DeadLetters(10));
        Assert.Equal("test.failure", Assert.Single(letter.LastFailures).Code);
        Assert.Equal((run, "square", 1), (letter.Subject.Job, letter.Subject.Node, letter.Subject.Item));
        Assert.Contains("As asked. [test.failure]", reader.Why(letter.Id)!.Reason, StringComparison.Ordinal);
        Assert.Equal("test.failure", Assert.Single(reader.Job(run)!.Failures).Code);
    }

    private static async Task<string> CountAsync(TestHost test)
    {
        await using var host = await test.StartAsync(new Counting().Services);
        var run = await TestHost.SubmitAsync(host, 0, 3);
        await TestHost.WaitAsync(host, run);
        return run;
    }

    private static async Task<JobsReader> OpenAsync(TestHost test) =>
        Assert.IsType<DatabaseOpening.Opened>(JobsReader.Open(await test.LocateAsync(), TimeProvider.System)).Reader;

    private static void SetTimes(SqlSession sql, string run, string node, long from, long to)
    {
        sql.Execute(
            "UPDATE node SET started = @from, ended = @to WHERE run_id = @run AND name = @node",
            ("from", Start + (1000 * from)), ("to", Start + (1000 * to)), ("run", run), ("node", node));
        sql.Execute(
            "UPDATE item SET started = @from, ended = @to WHERE run_id = @run AND node = @node",
            ("from", Start + (1000 * from)), ("to", Start + (1000 * to)), ("run", run), ("node", node));
    }
}
