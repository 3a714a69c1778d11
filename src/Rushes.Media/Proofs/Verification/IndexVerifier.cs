using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>
/// Holds a stored index against the chunks that it names: their sizes and digests, their own tables, and, with its sidecar, every frame.
/// </summary>
/// <param name="index">That was read.</param>
/// <param name="sidecar">Digests of its frames; empty when there are none.</param>
/// <param name="open">Opens a chunk as a seekable stream; null when it is not there.</param>
public sealed class IndexVerifier(FrameIndex index, ReadOnlyMemory<byte> sidecar, Func<IndexedChunk, Stream?> open)
{
    private readonly List<ProofProblem> _problems = [];
    private int _firstWrong;
    private int _wrong;

    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What is wrong, in temporal order of the chunks; paths are the chunks' URIs.</returns>
    public async Task<IReadOnlyList<ProofProblem>> VerifyAsync(CancellationToken cancellationToken)
    {
        if (!sidecar.IsEmpty && sidecar.Length != (long)index.Count * FrameDigests.BytesPerFrame)
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Changed, "the sidecar", $"does not have {FrameDigests.BytesPerFrame} bytes for each of {index.Count} frames"));
        }

        for (var i = 0; i < index.Chunks.Count; i++)
        {
            await VerifyAsync(i, cancellationToken).ConfigureAwait(false);
        }

        return _problems;
    }

    private async Task VerifyAsync(int number, CancellationToken cancellationToken)
    {
        var chunk = index.Chunks[number];
        try
        {
            var media = open(chunk);
            if (media is null)
            {
                _problems.Add(new ProofProblem(ProofProblemCodes.Missing, chunk.Uri, "is not there"));
                return;
            }

            await using (media.ConfigureAwait(false))
            {
                await VerifyAsync(chunk, media, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Unreadable, chunk.Uri, exception.Message));
        }
    }

    private async Task VerifyAsync(IndexedChunk chunk, Stream media, CancellationToken cancellationToken)
    {
        if (media.Length != chunk.Size)
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Size, chunk.Uri, $"has {media.Length} bytes instead of {chunk.Size}"));
        }
        else if (!chunk.Digest.IsEmpty && !(await SHA256.HashDataAsync(media, cancellationToken).ConfigureAwait(false)).AsSpan().SequenceEqual(chunk.Digest.Span))
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Changed, chunk.Uri, "has other bytes"));
        }

        try
        {
            media.Position = 0;
            _problems.AddRange(await ChunkTables.CompareAsync(index, chunk, media, cancellationToken).ConfigureAwait(false));
        }
        catch (MediaFormatException malformed)
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Malformed, chunk.Uri, malformed.What) { Offset = malformed.Offset });
        }

        await VerifyFramesAsync(chunk, media, cancellationToken).ConfigureAwait(false);
    }

    private async Task VerifyFramesAsync(IndexedChunk chunk, Stream media, CancellationToken cancellationToken)
    {
        var (first, end) = (chunk.FirstFrame, chunk.FirstFrame + chunk.Count);
        var whole = first;
        while (whole < end && index.Offset(whole) + index.Size(whole) <= media.Length)
        {
            whole++;
        }

        (_firstWrong, _wrong) = (whole, end - whole);
        if (!sidecar.IsEmpty && whole > first)
        {
            await DigestAsync(first, whole, media, cancellationToken).ConfigureAwait(false);
        }

        if (_wrong > 0)
        {
            var what = _firstWrong < whole ? "is not what was indexed" : "is cut off or missing";
            _problems.Add(new ProofProblem(ProofProblemCodes.Frame, chunk.Uri, $"{what}; frames that are wrong: {_wrong}")
            {
                Frame = index.PresentationOrder(_firstWrong),
                Time = new Rational(index.PresentationTime(_firstWrong), index.Timescale),
                Offset = index.Offset(_firstWrong),
            });
        }
    }

    private async Task DigestAsync(int from, int to, Stream media, CancellationToken cancellationToken)
    {
        using var digester = new FrameDigester(index.Frames.Sizes, Take, from);
        await using var source = new ChunkStreams(index, (_, _) => Task.FromResult(media));
        await foreach (var piece in FramePieces.ReadAsync(index, source, from, to, cancellationToken).ConfigureAwait(false))
        {
            digester.Add(piece.Span);
        }
    }

    private void Take(int frame, ReadOnlySpan<byte> digest)
    {
        if (!FrameDigests.Matches(sidecar.Span, frame, digest))
        {
            _firstWrong = Math.Min(_firstWrong, frame);
            _wrong++;
        }
    }
}
