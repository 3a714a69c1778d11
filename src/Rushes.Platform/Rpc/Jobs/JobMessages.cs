using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>Jobs as the contract shows them.</summary>
internal static class JobMessages
{
    public static Job Of(JobView view)
    {
        var job = view.Job.Clone();
        job.Work.AddRange(view.Work.Select(Of));
        return job;
    }

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
