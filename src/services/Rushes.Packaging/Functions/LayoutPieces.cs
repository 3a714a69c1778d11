using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;
using Rushes.Storage.Composing;

namespace Rushes.Packaging.Functions;

/// <summary>A file that is laid out, as pieces that a store puts together: boxes are ours, media lie in chunks,
/// and samples that are encrypted pass through us.</summary>
internal static class LayoutPieces
{
    /// <param name="layout">Of the file.</param>
    /// <param name="encryptor">Its own; null where no run is encrypted.</param>
    /// <param name="samples">What that reads from; null likewise.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static IAsyncEnumerable<ObjectPiece> OfAsync(
        IFileLayout layout, RunEncryptor? encryptor, ISampleSource? samples, CancellationToken cancellationToken) => encryptor is null
        ? layout.Runs().Select(run => Of(layout, run)).ToAsyncEnumerable()
        : encryptor.EncryptAsync(layout.Runs(), samples!, cancellationToken).Select(ObjectPiece.Of);

    private static ObjectPiece Of(IFileLayout layout, FileRun run) => run.IsMedia
        ? ObjectPiece.Of(layout.Tracks[run.Track].Chunks[run.Chunk].Uri, run.Offset, run.Length)
        : ObjectPiece.Of(run.Boxes);
}
