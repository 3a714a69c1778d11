using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions;

/// <summary>Samples where the encoder left them, read in ranges of the objects.</summary>
internal static class ObjectSamples
{
    public static ChunkStreams Of(FrameIndex index, FunctionContext context) =>
        new(index, (chunk, token) => context.OpenStreamAsync(new ObjectRef { Uri = chunk.Uri, Size = chunk.Size }, token));
}
