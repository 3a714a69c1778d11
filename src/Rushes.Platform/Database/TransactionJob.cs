using Rushes.Platform.Telemetry;

namespace Rushes.Platform.Database;

/// <summary>Work that waits for the writer.</summary>
internal interface ITransactionJob
{
    /// <summary>Of whoever asked for it: the writer has none of its own.</summary>
    string? Trace { get; }

    bool CancelledBeforeStart();

    void Run(Transaction transaction);

    /// <summary>The last run was committed.</summary>
    void Complete();

    void Abandon(Exception failure);
}

/// <inheritdoc cref="ITransactionJob"/>
internal sealed class TransactionJob<T>(Func<Transaction, T> work, CancellationToken cancellationToken) : ITransactionJob
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Transaction? _transaction;
    private T? _result;

    public string? Trace { get; } = Tracing.Current;

    public Task<T> Completion => _completion.Task;

    public bool CancelledBeforeStart() => cancellationToken.IsCancellationRequested && _completion.TrySetCanceled(cancellationToken);

    public void Run(Transaction transaction)
    {
        _transaction = transaction;
        _result = work(transaction);
    }

    public void Complete()
    {
        _transaction!.Announce();
        _completion.TrySetResult(_result!);
    }

    public void Abandon(Exception failure) => _completion.TrySetException(failure);
}
