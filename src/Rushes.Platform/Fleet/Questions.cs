using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Rushes.Contracts;

namespace Rushes.Platform.Fleet;

/// <summary>
/// What a worker says, over one connection after the other. A question is said again on the next one until it is answered; the
/// rest is lost with its connection, and with a server that does not listen.
/// </summary>
internal sealed class Questions
{
    private const int MostUnheard = 4096;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Question> _open = [];
    private Channel<WorkerMessage>? _connection;
    private long _last;

    /// <summary>The messages of a new connection, which takes the place of the one before.</summary>
    public async IAsyncEnumerable<WorkerMessage> ConnectAsync(WorkerMessage hello, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = Channel.CreateBounded<WorkerMessage>(new BoundedChannelOptions(MostUnheard) { FullMode = BoundedChannelFullMode.DropWrite });
        List<WorkerMessage> again;
        lock (_lock)
        {
            _connection?.Writer.TryComplete();
            _connection = connection;
            again = [.. _open.Values.Select(question => question.Message)];
        }

        yield return hello;
        foreach (var message in again)
        {
            yield return message;
        }

        await foreach (var message in connection.Reader.ReadAllAsync(cancellationToken))
        {
            yield return message;
        }
    }

    /// <summary>To whoever listens now.</summary>
    public void Say(WorkerMessage message)
    {
        lock (_lock)
        {
            _connection?.Writer.TryWrite(message);
        }
    }

    /// <param name="message">With its sequence number.</param>
    /// <param name="cancellationToken">Gives up the question.</param>
    public async Task<WorkerOrder> AskAsync(Func<long, WorkerMessage> message, CancellationToken cancellationToken)
    {
        long sequence;
        Question question;
        lock (_lock)
        {
            sequence = ++_last;
            question = new Question(message(sequence), new TaskCompletionSource<WorkerOrder>(TaskCreationOptions.RunContinuationsAsynchronously));
            _open[sequence] = question;
            _connection?.Writer.TryWrite(question.Message);
        }

        try
        {
            return await question.Answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _open.Remove(sequence);
            }
        }
    }

    /// <summary>A second answer to the same question is passed over.</summary>
    public void Answer(long sequence, WorkerOrder answer)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(sequence, out var question))
            {
                question.Answer.TrySetResult(answer);
            }
        }
    }

    private sealed record Question(WorkerMessage Message, TaskCompletionSource<WorkerOrder> Answer);
}
