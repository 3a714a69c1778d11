using System.Buffers;
using System.Security.Cryptography;
using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>
/// Writes a planned track front to back: no seeking, no patching, one pooled buffer whatever the length. Samples that lie side by
/// side in a chunk are read together.
/// </summary>
public static class CmafTrackWriter
{
    private const int BufferSize = 1 << 20;

    /// <param name="plan">What to write.</param>
    /// <param name="source">Of the chunks of the plan's index.</param>
    /// <param name="output">Written to from where it stands, not closed.</param>
    /// <param name="digests">Takes the digest of every frame in passing; null for none.</param>
    /// <param name="cancellationToken">Ends the writing; what is written so far is no track.</param>
    /// <returns>SHA-256 of the file, for <see cref="CmafTrackPlan.CreateIndex"/>.</returns>
    public static async Task<byte[]> WriteAsync(
        CmafTrackPlan plan, ISampleSource source, Stream output, FrameDigests? digests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(output);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var boxes = new BoxWriter();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var media = new SampleStream(plan.Index, source, buffer.AsMemory(0, BufferSize), digests);
            await WriteAsync(plan.Header, output, hash, cancellationToken).ConfigureAwait(false);
            foreach (var fragment in plan.Fragments)
            {
                boxes.Clear();
                MovieFragmentBox.Write(boxes, fragment, plan.Index, plan.BaseTicks);
                MediaDataBox.WriteHeader(boxes, fragment.MediaSize);
                await WriteAsync(boxes.Written, output, hash, cancellationToken).ConfigureAwait(false);
                await foreach (var bytes in media.ReadAsync(fragment.From, fragment.To, cancellationToken).ConfigureAwait(false))
                {
                    await WriteAsync(bytes, output, hash, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return hash.GetHashAndReset();
    }

    private static ValueTask WriteAsync(
        ReadOnlyMemory<byte> bytes, Stream output, IncrementalHash hash, CancellationToken cancellationToken)
    {
        hash.AppendData(bytes.Span);
        return output.WriteAsync(bytes, cancellationToken);
    }
}
