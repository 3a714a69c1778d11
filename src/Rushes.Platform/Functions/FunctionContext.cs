using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Functions;

/// <summary>What a running function is given.</summary>
public abstract class FunctionContext
{
    /// <summary>A folder of this attempt's own, empty at the start and gone afterwards.</summary>
    public abstract string WorkFolder { get; }

    /// <summary>Runs child processes, with the function's limits as the default.</summary>
    public abstract IToolRunner Tools { get; }

    /// <summary>Scoped to run, node, item and attempt.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>Says how far the work is. Cheap; may be called for every frame.</summary>
    /// <param name="done">In the unit of <paramref name="total"/>.</param>
    /// <param name="total">0 when not known.</param>
    public abstract void Report(long done, long total);

    /// <summary>The object as a local file, read-only. Checks its size.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public abstract Task<string> OpenAsync(ObjectRef reference, CancellationToken cancellationToken);

    /// <summary>
    /// The object's bytes from wherever they are, seekable; nothing of them is kept on this machine. Read in order they are
    /// fetched ahead, in bounded memory. One reader at a time. The caller disposes the stream. Checks its size.
    /// </summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public abstract Task<Stream> OpenStreamAsync(ObjectRef reference, CancellationToken cancellationToken);

    /// <summary>
    /// Makes immutable objects under this attempt's key, which become visible only with the committed result of the function.
    /// </summary>
    public abstract FunctionOutput Objects { get; }

    /// <summary>Writes into a folder of this machine, which is made when absent.</summary>
    /// <param name="uri">As <c>file:///…</c>. Whoever asked for the work may have it written.</param>
    public abstract FunctionOutput OpenFolder(string uri);

    /// <summary>Makes a file of <see cref="WorkFolder"/>, to be published.</summary>
    public void Write(string fileName, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var file = File.Create(Path.Combine(WorkFolder, fileName));
        write(file);
    }

    /// <summary>
    /// Makes a file of <see cref="WorkFolder"/> an immutable object under this attempt's key, and flushes it to disk.
    /// It becomes visible only with the committed result of the function. One that is larger than the function's limit
    /// is not taken, and fails the attempt.
    /// </summary>
    public abstract Task<ObjectRef> PublishAsync(string fileName, CancellationToken cancellationToken);

    /// <summary>
    /// A finished part of the result that an earlier attempt of the same item has published, or that any job has shared, so that it is
    /// not made again.
    /// </summary>
    /// <param name="name">As the attempt has called it.</param>
    /// <param name="identity">As the job has called it, if it is of those that are shared.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: there is none, or its object is gone, damaged or of another size.</returns>
    public abstract Task<ObjectRef?> FindPieceAsync(string name, string? identity, CancellationToken cancellationToken);

    /// <summary>Lets other jobs take a copy of the piece from now on. Where that cannot be, they make their own.</summary>
    /// <param name="identity">Of all that decided the piece's bytes, and of nothing else; lower-case hex.</param>
    /// <param name="piece">Found to be right.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public abstract Task SharePieceAsync(string identity, ObjectRef piece, CancellationToken cancellationToken);

    /// <summary>Takes a piece that may be wrong away from later jobs.</summary>
    public abstract Task ForgetPieceAsync(string identity, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="PublishAsync"/>, and lets later attempts find the object under <paramref name="name"/> from now on. The
    /// bytes of a piece must not depend on the attempt: the item's result may be put together from several.
    /// </summary>
    /// <param name="name">Of the object, as a file name; unique among all that the function publishes.</param>
    /// <param name="fileName">Of a file in <see cref="WorkFolder"/>.</param>
    /// <param name="cancellationToken">Ends it; the piece may be finished all the same.</param>
    public abstract Task<ObjectRef> PublishPieceAsync(string name, string fileName, CancellationToken cancellationToken);

    /// <summary>
    /// Reads an object of moderate size whole: an index, a timeline. Objects do not change, so a worker keeps the last few
    /// that it read, and what <paramref name="read"/> makes must not change either.
    /// </summary>
    /// <param name="reference">The object.</param>
    /// <param name="read">From its stream to what it holds.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public abstract Task<T> ReadAsync<T>(ObjectRef reference, Func<Stream, T> read, CancellationToken cancellationToken)
        where T : class;
}
