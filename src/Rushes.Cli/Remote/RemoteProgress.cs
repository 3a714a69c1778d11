using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Remote;

/// <summary>What is known of a job at a server, and of the bytes that go there and come back.</summary>
internal sealed class RemoteProgress(TimeProvider time)
{
    private volatile IReadOnlyList<WorkSnapshot> _works = [];
    private volatile Transfer? _upload;
    private volatile Transfer? _fetch;

    public Transfer BeginUpload() => _upload = new Transfer(Phases.Upload, time);

    public Transfer BeginFetch() => _fetch = new Transfer(Phases.Fetch, time);

    public void Show(Job job) => _works = [.. job.Work.Select(Of)];

    public IReadOnlyList<WorkSnapshot> Read() =>
        [.. _upload is { } upload ? [upload.Read()] : Array.Empty<WorkSnapshot>(), .. _works, .. _fetch is { } fetch ? [fetch.Read()] : Array.Empty<WorkSnapshot>()];

    private static WorkSnapshot Of(JobWork work) => new(
        work.Workflow, work.Node, work.Item, work.Label, StateOf(work.Status), work.Weight, work.Done, work.Total, work.Attempts,
        work.Started?.ToDateTimeOffset(), work.Ended?.ToDateTimeOffset());

    private static WorkState StateOf(JobWorkStatus status) => status switch
    {
        JobWorkStatus.Running => WorkState.Running,
        JobWorkStatus.Done => WorkState.Done,
        JobWorkStatus.Failed => WorkState.Failed,
        JobWorkStatus.Cancelled => WorkState.Cancelled,
        _ => WorkState.Waiting,
    };
}
