using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>What a chunk's own tables say of its frames, held against an index that was made of them.</summary>
internal static class ChunkTables
{
    /// <param name="index">Over this chunk, and perhaps others.</param>
    /// <param name="chunk">One of its chunks.</param>
    /// <param name="media">From its start.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MediaFormatException">It has no tables that can be read.</exception>
    public static async Task<IEnumerable<ProofProblem>> CompareAsync(FrameIndex index, IndexedChunk chunk, Stream media, CancellationToken cancellationToken)
    {
        // A clock with an origin is that of a track that we laid out: its boxes say all that its index says, decode times too.
        if (index is { Origin: not 0, Chunks.Count: 1 })
        {
            return TableComparison.Compare(chunk.Uri, index, FrameLayout.Of(index), await FragmentedFile.ReadAsync(media, cancellationToken).ConfigureAwait(false), null);
        }

        // A segment of such a track has no tables without its initialization segment, which an index does not name.
        if (index.Origin != 0)
        {
            return [];
        }

        // Of other files the index is made once more. Encoders give each chunk a clock of its own, which is not the index's.
        var movie = await MovieFile.ReadAsync(media, cancellationToken).ConfigureAwait(false);
        if (index.Chunks.Count == 1 && movie.Tracks.Any(track => track.IsMedia && HoldsBlocks(track, index)))
        {
            return [];
        }

        var built = await MovieTrackIndex.BuildAllAsync(movie, media, chunk.Uri, cancellationToken).ConfigureAwait(false);
        var indexes = built.Select(one => one.Result.Index).OfType<FrameIndex>().Where(track => track.Format.Equals(index.Format)).ToArray();
        var hasTimes = index.Chunks.Count == 1;
        var differences = indexes.Select(track => FirstDifferent(index, chunk, track, hasTimes)).ToArray();
        return differences.Length == 0 ? [Problem(chunk, $"has no track of {index.Format.Codecs} that can be indexed")]
            : Array.IndexOf(differences, null) >= 0 ? []
            : [differences.MaxBy(difference => difference!.Frame)!];
    }

    // How uncompressed sound is cut into blocks is the index's own affair.
    private static bool HoldsBlocks(MovieTrack track, FrameIndex index)
    {
        try
        {
            return index.Format.PcmSampleSize > 0 && MovieFrames.Of(track, index).Offsets.AsSpan().SequenceEqual(index.Frames.Offsets);
        }
        catch (MediaFormatException)
        {
            return false;
        }
    }

    private static ProofProblem? FirstDifferent(FrameIndex index, IndexedChunk chunk, FrameIndex track, bool hasTimes)
    {
        for (var i = 0; i < Math.Min(chunk.Count, track.Count); i++)
        {
            var frame = chunk.FirstFrame + i;
            if (Difference(index, frame, track, i, hasTimes) is { } difference)
            {
                return Problem(chunk, difference) with
                {
                    Frame = index.PresentationOrder(frame),
                    Time = new Rational(index.PresentationTime(frame), index.Timescale),
                    Offset = index.Offset(frame),
                };
            }
        }

        return chunk.Count == track.Count ? null : Problem(chunk, $"has {track.Count} frames, its index {chunk.Count}") with { Frame = Math.Min(chunk.Count, track.Count) };
    }

    private static string? Difference(FrameIndex index, int frame, FrameIndex track, int sample, bool hasTimes) =>
        index.Offset(frame) != track.Offset(sample) || index.Size(frame) != track.Size(sample)
            ? $"has {track.Size(sample)} bytes at {track.Offset(sample)} by the boxes, {index.Size(frame)} bytes at {index.Offset(frame)} by the index"
        : index.IsKey(frame) != track.IsKey(sample) ? $"is {(track.IsKey(sample) ? "a" : "no")} key frame by the boxes, {(index.IsKey(frame) ? "a" : "no")} key frame by the index"
        : hasTimes && Seconds(index, frame) != Seconds(track, sample) ? $"is shown at {Seconds(track, sample)} s by the boxes, at {Seconds(index, frame)} s by the index"
        : null;

    private static Rational Seconds(FrameIndex index, int frame) => new(index.PresentationTime(frame), index.Timescale);

    private static ProofProblem Problem(IndexedChunk chunk, string message) => new(ProofProblemCodes.Tables, chunk.Uri, message);
}
