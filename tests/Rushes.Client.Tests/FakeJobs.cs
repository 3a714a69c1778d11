using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;
using Rushes.Platform.Rpc.Jobs;

namespace Rushes.Client.Tests;

/// <summary>Jobs that run until a test ends them.</summary>
internal sealed class FakeJobs : IJobs
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<string, FakeJob> _jobs = [];

    /// <summary>What of a source is refused; a URI that begins otherwise is accepted.</summary>
    public const string Refused = "refuse:";

    public IReadOnlyList<JobSubmission> Submissions => [.. _jobs.Values.OrderBy(job => job.Number).Select(job => job.Submission)];

    /// <summary>Completed when somebody waits for the end of a job.</summary>
    public TaskCompletionSource Waited { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends are not told any more; null: they are.</summary>
    public Exception? Trouble { get; set; }

    public Task<Submission> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        var source = InspectRequest.Parser.ParseFrom(submission.Request).SourceUri;
        if (source.StartsWith(Refused, StringComparison.Ordinal))
        {
            return Task.FromResult<Submission>(new Submission.Refused([Failure.Refusal("input.uri", "No.", "Say another.")]));
        }

        var id = $"job-{submission.RequestId}";
        var job = _jobs.GetOrAdd(id, _ => new FakeJob(_jobs.Count, id, submission));
        return job.Submission.Method == submission.Method
            ? Task.FromResult<Submission>(new Submission.Accepted(id, ReferenceEquals(job.Submission, submission)))
            : throw new ArgumentException("The request id is of a request of another method.", nameof(submission));
    }

    public void End(string id, RunEnd<ByteString> end)
    {
        var job = _jobs[id];
        job.State = end switch { RunEnd<ByteString>.Succeeded => JobStatus.Done, RunEnd<ByteString>.Failed => JobStatus.Failed, _ => JobStatus.Cancelled };
        job.End.TrySetResult(end);
    }

    public void Progress(string id, long done) => _jobs[id].Done = done;

    public Task<JobView?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(
        _jobs.TryGetValue(id, out var job)
            ? new JobView(Summary(job), [new WorkSnapshot("inspection.inspect", "scan", 0, "scan", WorkState.Running, 1, job.Done, 10, 1, Start, null)])
            : null);

    public Task<IReadOnlyList<Job>> ListAsync(JobCursor? after, int max, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Job>>(
        [.. _jobs.Values.Select(Summary).OrderByDescending(job => job.Created).Where(job => after is null || job.Created.ToDateTimeOffset() < after.Created).Take(max)]);

    public Task<RunEnd<ByteString>> WaitAsync(string id, CancellationToken cancellationToken)
    {
        Waited.TrySetResult();
        if (Trouble is { } trouble)
        {
            throw trouble;
        }

        return _jobs[id].End.Task.WaitAsync(cancellationToken);
    }

    public Task CancelAsync(string id, CancellationToken cancellationToken)
    {
        End(id, new RunEnd<ByteString>.Cancelled());
        return Task.CompletedTask;
    }

    public Task RetryAsync(string id, CancellationToken cancellationToken)
    {
        (_jobs[id].State, _jobs[id].End) = (JobStatus.Running, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return Task.CompletedTask;
    }

    private static Job Summary(FakeJob job) => new()
    {
        Id = job.Id,
        Method = job.Submission.Method,
        Workflow = "inspection.inspect",
        WorkflowVersion = 1,
        Status = job.State,
        Class = job.Submission.Priority.Class,
        Due = Start.ToTimestamp(),
        Created = Start.AddSeconds(job.Number).ToTimestamp(),
        WeightDone = job.Done,
        Weight = 10,
        Failures = { job.State == JobStatus.Failed ? [Failure.Refusal("x", "y", "z")] : Array.Empty<Failure>() },
    };

    private sealed class FakeJob(int number, string id, JobSubmission submission)
    {
        public int Number => number;

        public string Id => id;

        public JobSubmission Submission => submission;

        public JobStatus State { get; set; } = JobStatus.Running;

        public long Done { get; set; }

        public TaskCompletionSource<RunEnd<ByteString>> End { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
