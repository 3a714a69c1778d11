using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Storage;
using Rushes.Storage.Composing;

namespace Rushes.Platform.Functions;

/// <summary>Makes objects of a store.</summary>
/// <param name="target">Where they go.</param>
/// <param name="prefix">Of their keys.</param>
/// <param name="source">The store that pieces are of.</param>
/// <param name="largest">Bytes of the largest that is taken.</param>
internal class StoreOutput(IObjectStore target, string prefix, IObjectStore source, long largest) : FunctionOutput
{
    public override async Task<ObjectRef> PutAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        await using var measured = new MeasuredContent(content, name, largest);
        var uri = await target.PutAsync(prefix + name, measured, cancellationToken);
        return new ObjectRef { Uri = uri, Size = measured.Size, Digest = ByteString.CopyFrom(measured.Digest) };
    }

    public override async Task<ObjectRef> ComposeAsync(
        string name, IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken)
    {
        if (size > largest)
        {
            throw new OutputTooLargeException(name, size, largest);
        }

        var sources = target == source ? pieces : pieces.Select(piece => piece.In(source));
        var composed = await target.ComposeAsync(prefix + name, sources, size, cancellationToken);
        return new ObjectRef { Uri = composed.Uri, Size = size };
    }

    public override Task RemoveUnfinishedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
