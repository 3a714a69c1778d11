using Rushes.Media.Isobmff;
using Rushes.Storage.Composing;

namespace Rushes.Packaging.Functions;

/// <summary>A file that is laid out, as pieces that a store puts together: boxes are ours, media lie in chunks.</summary>
internal static class LayoutPieces
{
    public static IAsyncEnumerable<ObjectPiece> OfAsync(IFileLayout layout) => layout.Runs()
        .Select(run => run.IsMedia
            ? ObjectPiece.Of(layout.Tracks[run.Track].Chunks[run.Chunk].Uri, run.Offset, run.Length)
            : ObjectPiece.Of(run.Boxes))
        .ToAsyncEnumerable();
}
