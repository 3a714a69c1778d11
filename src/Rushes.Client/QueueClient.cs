using Rushes.Contracts;

namespace Rushes.Client;

/// <summary>The messages behind the jobs, and why they wait.</summary>
/// <param name="channel">The caller's; not disposed here.</param>
public sealed class QueueClient(RpcChannel channel)
{
    /// <summary>What has not ended: first what is worked on, then what waits in its order, then what is delayed.</summary>
    /// <param name="limit">At most 1000; 0: 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<QueuedMessage>> ListAsync(int limit = 0, CancellationToken cancellationToken = default) =>
        (await channel.CallAsync(QueueMethods.List, new ListMessagesRequest { Limit = limit }, null, cancellationToken)).Messages;

    /// <summary>Dead letters, the last first.</summary>
    /// <param name="limit">At most 1000; 0: 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<QueuedMessage>> DeadAsync(int limit = 0, CancellationToken cancellationToken = default) =>
        (await channel.CallAsync(QueueMethods.Dead, new ListMessagesRequest { Limit = limit }, null, cancellationToken)).Messages;

    /// <exception cref="Contracts.Rpc.RpcException"><see cref="Contracts.Rpc.RpcCode.NotFound"/>: there is no such message.</exception>
    public async Task<MessageReason> WhyAsync(long message, CancellationToken cancellationToken = default) =>
        (await channel.CallAsync(QueueMethods.Why, new WhyRequest { Message = message }, null, cancellationToken)).Reasons[0];

    /// <summary>Of the messages of a job that have not ended, in the order of the queue.</summary>
    /// <param name="job">Its id.</param>
    /// <param name="limit">At most 1000; 0: 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Contracts.Rpc.RpcException"><see cref="Contracts.Rpc.RpcCode.NotFound"/>: there is no such job.</exception>
    public async Task<IReadOnlyList<MessageReason>> WhyAsync(string job, int limit = 0, CancellationToken cancellationToken = default) =>
        (await channel.CallAsync(QueueMethods.Why, new WhyRequest { Job = job, Limit = limit }, null, cancellationToken)).Reasons;

    /// <summary>A dead letter is delivered again; one of a job that has ended takes its job along. False: there was nothing to do.</summary>
    /// <exception cref="Contracts.Rpc.RpcException"><see cref="Contracts.Rpc.RpcCode.NotFound"/>: there is no such dead letter.</exception>
    public async Task<bool> RequeueAsync(long message, CancellationToken cancellationToken = default) =>
        (await channel.CallAsync(QueueMethods.Requeue, new RequeueRequest { Message = message }, null, cancellationToken)).Applied;
}
