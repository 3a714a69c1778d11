using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Hosting;

public sealed class SqliteJobControlTests() : JobControlTests(StoreKind.Sqlite);

public sealed class PostgresJobControlTests() : JobControlTests(StoreKind.Postgres);

public abstract class JobControlTests(StoreKind store)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FaultyWorld _world = new();

    [Fact]
    public async Task Cancel_WhileFunctionsRun_EndsTheJobAndAllItCalled()
    {
        var running = new TaskCompletionSource();
        var counting = new Counting
        {
            OnTwice = async (_, _, token) =>
            {
                running.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return await Counting.Result(0);
            },
        };
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(counting.Services);
        var run = await TestHost.SubmitAsync(host, 0, 3);
        await running.Task;

        Assert.Equal(JobChangeEnd.Applied, await ApplyAsync(test, JobChangeKind.Cancel, run));

        using var reader = await OpenAsync(test);
        var calls = reader.Graph(run)!.Run.Nodes.SelectMany(node => node.Items).Select(item => item.Call).OfType<RunGraph>().ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Equal(JobStatus.Cancelled, call.Status));
        Assert.Equal(JobStatus.Cancelled, reader.Job(run)!.Status);
        Assert.Equal(JobChangeEnd.Unchanged, await ApplyAsync(test, JobChangeKind.Cancel, run));
    }

    [Fact]
    public async Task Retry_OfACancelledJobThatNobodyWorksOn_GoesOnAtTheNextStart()
    {
        _world.TwiceFails = true;
        _world.Category = FailureCategory.Transient;
        await using var test = new TestHost(store) { Backoff = TimeSpan.FromHours(1) };
        string run;
        await using (var host = await test.StartAsync(_world.Services))
        {
            run = await FaultyWorld.SubmitAsync(host);
            await UntilAsync(async () => (await host.SnapshotAsync(run, TestHost.Token)).Any(work => work is { Node: "twice", State: WorkState.Waiting, Attempts: 1 }));
        }

        Assert.Equal(JobChangeEnd.Applied, await ApplyAsync(test, JobChangeKind.Cancel, run));
        Assert.Equal(JobChangeEnd.Applied, await ApplyAsync(test, JobChangeKind.Retry, run));
        Assert.Equal(JobChangeEnd.Unchanged, await ApplyAsync(test, JobChangeKind.Retry, run));
        _world.Mend();

        await using var again = await test.StartAsync(_world.Services);
        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await FaultyWorld.WaitAsync(again, run));
        Assert.Equal(FaultyWorld.Expected, end.Response.Numerator);
        Assert.All(_world.StartedSquares, square => Assert.Equal(1, _world.Counting.Starts[square]));
    }

    [Fact]
    public async Task Requeue_OfALetterWhoseJobHasFailed_TakesTheJobAlong()
    {
        _world.FailingSquares.Add(3);
        await using var test = new TestHost(store);
        string run;
        await using (var host = await test.StartAsync(_world.Services))
        {
            run = await FaultyWorld.FailAsync(host);
        }

        long letter;
        using (var reader = await OpenAsync(test))
        {
            letter = Assert.Single(reader.DeadLetters(10)).Id;
        }

        Assert.Equal(JobChangeEnd.Applied, await ApplyAsync(test, JobChangeKind.Requeue, letter.ToString(CultureInfo.InvariantCulture)));
        _world.Mend();

        await using var again = await test.StartAsync(_world.Services);
        Assert.IsType<RunEnd<Rational>.Succeeded>(await FaultyWorld.WaitAsync(again, run));
    }

    [Fact]
    public async Task Requeue_OfALetterOfNoJob_DeliversItAlone()
    {
        await using var test = new TestHost(store);
        await using (await test.StartAsync(_world.Services))
        {
        }

        using (var sql = await test.OpenSessionAsync())
        {
            sql.Execute(
                """
                INSERT INTO message (queue, state, class, due, rank, type, payload, cores, memory, disk, network, created, not_before, failures, ended)
                VALUES ('news', 'dead', 4, 0, 0, 'test.v1.News', @payload, 0, 0, 0, 0, 0, 0, 3, 0)
                """,
                ("payload", Array.Empty<byte>()));
        }

        using var reader = await OpenAsync(test);
        var letter = Assert.Single(reader.DeadLetters(10));
        Assert.Equal("test.v1.News", letter.Subject.Text);
        var id = letter.Id.ToString(CultureInfo.InvariantCulture);

        Assert.Equal(JobChangeEnd.Applied, await ApplyAsync(test, JobChangeKind.Requeue, id));

        Assert.Equal("It is next in its queue; nobody works on this queue now.", reader.Why(letter.Id)!.Reason);
        Assert.Equal(JobChangeEnd.Unknown, await ApplyAsync(test, JobChangeKind.Requeue, id));
    }

    [Theory]
    [InlineData(JobChangeKind.Cancel)]
    [InlineData(JobChangeKind.Retry)]
    public async Task Change_OfNoJob_IsUnknown(JobChangeKind kind)
    {
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(_world.Services);

        Assert.Equal(JobChangeEnd.Unknown, await ApplyAsync(test, kind, "none"));
    }

    private async Task<JobChangeEnd> ApplyAsync(TestHost test, JobChangeKind kind, string id) =>
        await new JobControl(await test.LocateAsync(), _world.Services, TimeProvider.System).ApplyAsync(new JobChange(kind, id), Patience, TestHost.Token);

    private static async Task<JobsReader> OpenAsync(TestHost test) =>
        Assert.IsType<DatabaseOpening.Opened>(JobsReader.Open(await test.LocateAsync(), TimeProvider.System)).Reader;

    internal static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(TestHost.Token);
        }
    }
}
