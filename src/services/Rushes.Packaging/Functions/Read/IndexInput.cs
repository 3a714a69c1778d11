using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Encryption;
using Rushes.Media.Indexing;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions.Read;

/// <summary>A stored index: one track, whose chunks it names relative to itself.</summary>
internal static class IndexInput
{
    public static async Task<ReadTracks> ReadAsync(ObjectRef input, Stream stream, FunctionContext context, CancellationToken cancellationToken)
    {
        var place = new Uri(input.Uri);
        var index = FrameIndex.ReadFrom(stream).WithUris(uri => new Uri(place, uri).AbsoluteUri);
        if (index.Encryption is { } scheme)
        {
            throw new MediaFormatException($"frame index: of an encrypted track ({scheme.Name()})", 0);
        }

        return new ReadTracks { Tracks = { await PublishedTrack.OfAsync(index, 0, context, cancellationToken) } };
    }
}
