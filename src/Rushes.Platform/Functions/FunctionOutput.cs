using Rushes.Contracts;
using Rushes.Storage.Composing;

namespace Rushes.Platform.Functions;

/// <summary>
/// Takes what a function makes while it makes it, without a file of the work folder. What it takes is there whole or not at
/// all, and survives a power cut. Taking the same name again replaces it.
/// </summary>
public abstract class FunctionOutput
{
    /// <summary>All bytes of a stream. One with more than the function's limit is not taken, and fails the attempt.</summary>
    /// <param name="name">Of the file; where a folder is written, with forward slashes for those below.</param>
    /// <param name="content">Read to its end, in bounded memory.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public abstract Task<ObjectRef> PutAsync(string name, Stream content, CancellationToken cancellationToken);

    /// <summary>
    /// Put together from our bytes and ranges of objects, which kernel or server copy where they can. The reference has no
    /// digest: nobody here has seen all bytes.
    /// </summary>
    /// <param name="name">As for <see cref="PutAsync"/>.</param>
    /// <param name="pieces">Front to back, of objects that the function may read.</param>
    /// <param name="size">Bytes of all pieces together.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public abstract Task<ObjectRef> ComposeAsync(string name, IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken);

    /// <summary>
    /// For who writes last: what writers that died have left in a folder goes. Nothing happens where objects are made, for the
    /// platform sweeps them.
    /// </summary>
    public abstract Task RemoveUnfinishedAsync(CancellationToken cancellationToken);
}
