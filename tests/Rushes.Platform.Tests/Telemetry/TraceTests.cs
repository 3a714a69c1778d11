using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Tests.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Telemetry;

/// <summary>One title is one trace, whatever it passes through: spans are told from those of other tests by their run.</summary>
public sealed class TraceTests : IDisposable
{
    /// <summary>Ids of runs come from those of requests: no other test has this one.</summary>
    private readonly string _request = $"traced by {TestContext.Current.Test!.UniqueID}";
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task Title_FromSubmissionToFunction_IsOneTrace(StoreKind store)
    {
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(new OneFunction((media, _, _) => Task.FromResult<StepOutcome<ObjectRef>>(media)).Services);

        var run = await OneFunction.SubmitAsync(host, request: _request);
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));
        await host.DisposeAsync();

        var spans = SpansOf(run);
        Assert.Equal(["submit test.v1.One/Make", "step StartNode", "function one.make"], spans.Select(span => span.OperationName));
        Assert.Single(spans.Select(span => span.TraceId).Distinct());
        Assert.Equal(spans[0].SpanId, spans[1].ParentSpanId);
        Assert.Equal(spans[1].SpanId, spans[2].ParentSpanId);
        Assert.Equal((1, "standard", "compute"), (spans[2].GetTagItem("rushes.attempt"), spans[2].GetTagItem("rushes.class"), spans[2].GetTagItem("rushes.queue")));
    }

    [Fact]
    public async Task Title_WithACallerThatTraces_IsPartOfTheCallersTrace()
    {
        using var caller = new Activity("the client").Start();
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new OneFunction((media, _, _) => Task.FromResult<StepOutcome<ObjectRef>>(media)).Services);

        var run = await OneFunction.SubmitAsync(host, request: _request);
        caller.Stop();
        await OneFunction.WaitAsync(host, run);
        await host.DisposeAsync();

        Assert.All(SpansOf(run), span => Assert.Equal(caller.TraceId, span.TraceId));
        Assert.Equal(caller.SpanId, SpansOf(run)[0].ParentSpanId);
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c", false)]
    [InlineData("", false)]
    public async Task Title_WhoseRequestNamesATrace_IsPartOfItWhereItIsOne(string trace, bool taken)
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new OneFunction((media, _, _) => Task.FromResult<StepOutcome<ObjectRef>>(media)).Services);

        var submission = new JobSubmission("test.v1.One/Make", ByteString.Empty, _request, new Priority(), null) { Trace = trace };
        var run = Assert.IsType<Submission.Accepted>(await host.Jobs.SubmitAsync(submission, TestHost.Token)).RunId;
        await OneFunction.WaitAsync(host, run);
        await host.DisposeAsync();

        var spans = SpansOf(run);
        Assert.Equal(3, spans.Count);
        Assert.All(spans, span => Assert.Equal(taken, span.TraceId.ToHexString() == "0af7651916cd43dd8448eb211c80319c"));
        Assert.Equal(taken, spans[0].ParentSpanId.ToHexString() == "b7ad6b7169203331");
    }

    [Fact]
    public async Task Retry_OfAFailedTitle_GoesOnWithItsTrace()
    {
        var broken = true;
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new OneFunction((media, _, _) => Task.FromResult<StepOutcome<ObjectRef>>(
            broken ? new Failure { Code = "test.broken", Category = FailureCategory.Input } : media)).Services);
        var run = await OneFunction.SubmitAsync(host, request: _request);
        Assert.IsType<RunEnd<ObjectRef>.Failed>(await OneFunction.WaitAsync(host, run));

        broken = false;
        await host.RetryAsync(run, TestHost.Token);
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));
        await host.DisposeAsync();

        var spans = SpansOf(run);
        Assert.Single(spans.Select(span => span.TraceId).Distinct());
        Assert.Contains(spans, span => span.OperationName == "retry");
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.Where(span => span.OperationName == "function one.make").Select(span => span.Status));
    }

    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true)]
    [InlineData("no trace at all", false)]
    public void Start_TextOfAnother_IsTakenOnlyWhereItIsATrace(string trace, bool taken)
    {
        using var activity = Tracing.Start("test", ActivityKind.Consumer, trace);

        Assert.Equal(taken, activity!.TraceId.ToHexString() == "0af7651916cd43dd8448eb211c80319c");
    }

    [Fact]
    public void Start_NobodyListens_CarriesTheTraceOnAllTheSame()
    {
        _listener.Dispose();

        using var activity = Tracing.Start("test", ActivityKind.Consumer, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", activity!.TraceId.ToHexString());
        Assert.Equal(activity.Id, Tracing.Current);
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>In the order of their starts.</summary>
    private List<Activity> SpansOf(string run) =>
        [.. _ended.Where(span => span.GetTagItem("rushes.run") as string == run).OrderBy(span => span.StartTimeUtc)];
}
