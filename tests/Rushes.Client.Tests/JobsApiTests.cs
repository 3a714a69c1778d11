using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc.Jobs;
using Rushes.Storage;

namespace Rushes.Client.Tests;

/// <summary>Jobs and the methods of services, through the typed client.</summary>
public sealed class JobsApiTests : IAsyncLifetime
{
    private readonly FakeJobs _jobs = new();
    private EchoServer _server = null!;
    private RpcChannel _channel = null!;
    private RushesClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await EchoServer.StartAsync(more: JobsApi.Methods(TestServices.All, _jobs, TimeProvider.System));
        _channel = new RpcChannel(_server.Http2);
        _client = new RushesClient(_channel);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Submit_Request_IsAJobOfItsMethod()
    {
        var priority = new Priority { Class = PriorityClass.Express, Due = Timestamp.FromDateTimeOffset(new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero)), Rank = 3 };
        var job = await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest { SourceUri = "file:///a" }, "mine", priority, cancellationToken: Token);
        Assert.Equal(("job-mine", "mine", Methods.Inspect.FullName, JobStatus.Running), (job.Id, job.RequestId, job.Method, job.Status));
        var submission = Assert.Single(_jobs.Submissions);
        Assert.Equal("file:///a", InspectRequest.Parser.ParseFrom(submission.Request).SourceUri);
        Assert.Equal(priority, submission.Priority);
    }

    [Fact]
    public async Task Submit_WithoutRequestId_MakesOneUpForEach()
    {
        var first = await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), cancellationToken: Token);
        var second = await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), cancellationToken: Token);
        Assert.NotEmpty(first.RequestId);
        Assert.NotEqual(first.RequestId, second.RequestId);
        Assert.Equal(2, _jobs.Submissions.Count);
    }

    [Fact]
    public async Task Submit_SameRequestIdAgain_IsTheSameJob()
    {
        var first = await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), "once", cancellationToken: Token);
        var again = await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), "once", cancellationToken: Token);
        Assert.Equal(first.Id, again.Id);
        Assert.Single(_jobs.Submissions);
    }

    [Fact]
    public async Task Submit_RequestIdOfAnotherMethod_IsRefused()
    {
        await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), "taken", cancellationToken: Token);
        var error = await FailAsync(() => _client.Jobs.SubmitAsync(Methods.Encode, new EncodeRequest(), "taken", cancellationToken: Token));
        Assert.Equal(RpcCode.AlreadyExists, error.Code);
    }

    [Fact]
    public async Task Submit_EverythingIsWrong_TellsAllAtOnce()
    {
        var request = new SubmitJobRequest { Method = "rushes.v1.Nobody/Home", Webhook = new Webhook { Url = "nowhere" } };
        var error = await FailAsync(() => _channel.CallAsync(JobMethods.Submit, request, null, Token));
        Assert.Equal(RpcCode.InvalidArgument, error.Code);
        Assert.Equal(["method", "request", "webhook.url"], error.Failures.Select(failure => failure.Place.Field));
    }

    [Fact]
    public async Task Submit_RequestOfAnotherMethod_IsRefused()
    {
        var request = new SubmitJobRequest { Method = Methods.Encode.FullName, Request = Any.Pack(new InspectRequest()) };
        Assert.Equal("request.wrong_type", Assert.Single((await FailAsync(() => _channel.CallAsync(JobMethods.Submit, request, null, Token))).Failures).Code);
    }

    [Fact]
    public async Task Submit_ServiceRefuses_BringsItsFailures()
    {
        var error = await FailAsync(() => _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest { SourceUri = FakeJobs.Refused }, cancellationToken: Token));
        Assert.Equal((RpcCode.InvalidArgument, "input.uri"), (error.Code, Assert.Single(error.Failures).Code));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    public async Task Submit_RequestIdIsNoId_IsRefused(string id)
    {
        var error = await FailAsync(() => _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), id, cancellationToken: Token));
        Assert.Equal("request.id", Assert.Single(error.Failures).Code);
    }

    [Fact]
    public async Task Submit_WhileTheCallerTraces_BringsItsTrace()
    {
        using var caller = new Activity("caller").Start();
        await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), cancellationToken: Token);
        Assert.Equal(caller.Id, Assert.Single(_jobs.Submissions).Trace);
    }

    [Fact]
    public async Task Submit_CallerDoesNotTrace_BringsNone()
    {
        await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), cancellationToken: Token);
        Assert.Null(Assert.Single(_jobs.Submissions).Trace);
    }

    [Fact]
    public async Task Response_WhileTheStoreIsAway_MayBeAskedForAgain()
    {
        var job = await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), cancellationToken: Token);
        _jobs.End(job.Id, new RunEnd<ByteString>.Succeeded(ByteString.Empty));
        _jobs.Trouble = new StoreException(StoreTrouble.Unreachable, "away", "");
        Assert.Equal(RpcCode.Unavailable, (await FailAsync(() => _client.Jobs.ResponseAsync(Methods.Inspect, job.Id, Token))).Code);
    }

    [Fact]
    public async Task Get_JobThatIsNotThere_IsNotFound() =>
        Assert.Equal(RpcCode.NotFound, (await FailAsync(() => _client.Jobs.GetAsync("nobody", Token))).Code);

    [Fact]
    public async Task List_PageByPage_GivesEachOnce()
    {
        for (var number = 0; number < 5; number++)
        {
            await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), $"{number}", cancellationToken: Token);
        }

        List<string> ids = [];
        var request = new ListJobsRequest { PageSize = 2 };
        do
        {
            var page = await _channel.CallAsync(JobMethods.List, request, null, Token);
            Assert.InRange(page.Jobs.Count, 1, 2);
            ids.AddRange(page.Jobs.Select(job => job.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(["job-4", "job-3", "job-2", "job-1", "job-0"], ids);
        Assert.Equal(ids, await _client.Jobs.ListAsync(Token).Select(job => job.Id).ToListAsync(Token));
    }

    [Theory]
    [InlineData(-1, "")]
    [InlineData(1001, "")]
    [InlineData(1, "nonsense")]
    public async Task List_PageThatCannotBe_IsRefused(int size, string token) => Assert.Equal(
        RpcCode.InvalidArgument,
        (await FailAsync(() => _channel.CallAsync(JobMethods.List, new ListJobsRequest { PageSize = size, PageToken = token }, null, Token))).Code);

    [Fact]
    public async Task Watch_Job_TellsChangesAndEndsWithIt()
    {
        var job = await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), cancellationToken: Token);
        List<Job> seen = [];
        await foreach (var state in _client.Jobs.WatchAsync(job.Id, Token))
        {
            seen.Add(state);
            if (seen.Count == 1)
            {
                _jobs.Progress(job.Id, 7);
            }
            else if (state.Status == JobStatus.Running)
            {
                Assert.Equal(7, state.Work[0].Done);
                _jobs.End(job.Id, Done(new InspectResponse()));
            }
        }

        Assert.Equal([JobStatus.Running, JobStatus.Running, JobStatus.Done], seen.Select(state => state.Status));
    }

    [Fact]
    public async Task Response_OfAJobThatIsDone_IsTyped()
    {
        var job = await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), cancellationToken: Token);
        Assert.Equal(RpcCode.FailedPrecondition, (await FailAsync(() => _client.Jobs.ResponseAsync(Methods.Inspect, job.Id, Token))).Code);
        _jobs.End(job.Id, Done(new InspectResponse { Video = new VideoTrack { Frames = 42 } }));
        Assert.Equal(42, (await _client.Jobs.ResponseAsync(Methods.Inspect, job.Id, Token)).Video.Frames);
        Assert.Equal(RpcCode.FailedPrecondition, (await FailAsync(() => _client.Jobs.ResponseAsync(Methods.Encode, job.Id, Token))).Code);
    }

    [Fact]
    public async Task CancelAndRetry_Job_AnswerWhatBecameOfIt()
    {
        var job = await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), cancellationToken: Token);
        Assert.Equal(JobStatus.Cancelled, (await _client.Jobs.CancelAsync(job.Id, Token)).Status);
        Assert.Equal(JobStatus.Running, (await _client.Jobs.RetryAsync(job.Id, Token)).Status);
        Assert.Equal(RpcCode.NotFound, (await FailAsync(() => _client.Jobs.CancelAsync("nobody", Token))).Code);
    }

    [Fact]
    public async Task Service_Called_AnswersWithTheEndOfItsJobWhoseIdComesAtOnce()
    {
        var accepted = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var due = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var options = new ServiceCallOptions { Class = PriorityClass.FirstClass, Due = due, OnAccepted = accepted.SetResult };
        var call = _client.InspectAsync(new InspectRequest { SourceUri = "file:///b" }, options, Token);
        var id = await accepted.Task.WaitAsync(Token);
        Assert.False(call.IsCompleted);
        _jobs.End(id, Done(new InspectResponse { Video = new VideoTrack { Frames = 7 } }));
        Assert.Equal(7, (await call).Video.Frames);
        var submission = Assert.Single(_jobs.Submissions);
        Assert.Equal((PriorityClass.FirstClass, due), (submission.Priority.Class, submission.Priority.Due.ToDateTimeOffset()));
    }

    [Fact]
    public async Task Service_CallerGoesAndAsksAgain_WaitsForTheSameJob()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var options = new ServiceCallOptions { RequestId = "patient" };
        var first = _client.InspectAsync(new InspectRequest(), options, gone.Token);
        await _jobs.Waited.Task.WaitAsync(Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var again = _client.InspectAsync(new InspectRequest(), options, Token);
        _jobs.End("job-patient", Done(new InspectResponse()));
        await again;
        Assert.Single(_jobs.Submissions);
    }

    [Theory]
    [InlineData(FailureCategory.Input, RpcCode.FailedPrecondition)]
    [InlineData(FailureCategory.Transient, RpcCode.Aborted)]
    [InlineData(FailureCategory.Internal, RpcCode.Internal)]
    public async Task Service_JobFails_FailsByItsCategory(FailureCategory category, RpcCode code)
    {
        await _client.Jobs.SubmitAsync(Methods.Inspect, new InspectRequest(), "sad", cancellationToken: Token);
        _jobs.End("job-sad", new RunEnd<ByteString>.Failed([new Failure { Code = "input.truncated", Category = category, Message = "The end is missing." }]));
        var error = await FailAsync(() => _client.InspectAsync(new InspectRequest(), new ServiceCallOptions { RequestId = "sad" }, Token));
        Assert.Equal((code, "The end is missing.", "input.truncated"), (error.Code, error.Message, Assert.Single(error.Failures).Code));
    }

    [Fact]
    public async Task Service_WrongHeaders_AreToldAtOnce()
    {
        var options = new RpcCallOptions { Headers = new Dictionary<string, string> { [CallHeaders.Class] = "urgent", [CallHeaders.Due] = "soon" } };
        var error = await FailAsync(() => _channel.CallAsync(Methods.Inspect, new InspectRequest(), options, Token));
        Assert.Equal([CallHeaders.Class, CallHeaders.Due], error.Failures.Select(failure => failure.Place.Field));
        Assert.Empty(_jobs.Submissions);
    }

    [Fact]
    public void Client_HasEveryMethodOfTheServices() => Assert.All(
        typeof(Methods).GetFields(), method => Assert.NotNull(typeof(RushesClient).GetMethod($"{method.Name}Async")));

    private static RunEnd<ByteString> Done(IMessage response) => new RunEnd<ByteString>.Succeeded(response.ToByteString());

    private static Task<RpcException> FailAsync(Func<Task> call) => Assert.ThrowsAsync<RpcException>(call);
}
