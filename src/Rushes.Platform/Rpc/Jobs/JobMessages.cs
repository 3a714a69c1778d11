using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>Jobs as the contract shows them.</summary>
internal static class JobMessages
{
    public static Job Of(JobView view)
    {
        var job = Of(view.Summary);
        job.Work.AddRange(view.Work.Select(Of));
        return job;
    }

    public static Job Of(JobSummary summary) => new()
    {
        Id = summary.Id,
        Method = summary.Method,
        Workflow = summary.Workflow,
        Status = summary.State switch
        {
            JobState.Running => JobStatus.Running,
            JobState.Done => JobStatus.Done,
            JobState.Failed => JobStatus.Failed,
            _ => JobStatus.Cancelled,
        },
        Class = summary.Class,
        Due = Time(summary.Due),
        Created = Time(summary.Created),
        Ended = Time(summary.Ended),
        WeightDone = summary.Progress.Done,
        Weight = summary.Progress.Total,
        Failures = { summary.Failures },
    };

    private static JobWork Of(WorkSnapshot work) => new()
    {
        Workflow = work.Workflow,
        Node = work.Node,
        Item = work.Item,
        Label = work.Label,
        Status = work.State switch
        {
            WorkState.Waiting => JobWorkStatus.Waiting,
            WorkState.Running => JobWorkStatus.Running,
            WorkState.Done => JobWorkStatus.Done,
            WorkState.Failed => JobWorkStatus.Failed,
            _ => JobWorkStatus.Cancelled,
        },
        Weight = work.Weight,
        Done = work.Done,
        Total = work.Total,
        Attempts = work.Attempts,
        Started = Time(work.Started),
        Ended = Time(work.Ended),
    };

    private static Timestamp? Time(DateTimeOffset? time) => time?.ToTimestamp();
}
