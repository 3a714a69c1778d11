using Rushes.Storage;
using Rushes.Storage.Local;

namespace Rushes.Platform.Functions;

/// <summary>Writes files into a folder, which is nobody else's.</summary>
/// <param name="folder">To be written.</param>
/// <param name="source">The store that pieces are of.</param>
/// <param name="largest">Bytes of the largest file that is taken.</param>
internal sealed class FolderOutput(LocalObjectStore folder, IObjectStore source, long largest) : StoreOutput(folder, "", source, largest)
{
    /// <summary>An attempt that was given up and does not know it fails then, and that is right.</summary>
    public override Task RemoveUnfinishedAsync(CancellationToken cancellationToken) => folder.RemoveUnfinishedAsync(DateTimeOffset.MaxValue, cancellationToken);
}
