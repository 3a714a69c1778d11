using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>Samples that lie one after another in a chunk are one run of bytes.</summary>
internal static class SampleRuns
{
    /// <summary>Bytes.</summary>
    public const int BatchSize = 1 << 20;

    /// <param name="index">Of the samples.</param>
    /// <param name="track">Position of the track in its file.</param>
    /// <param name="from">First sample.</param>
    /// <param name="to">Behind the last sample.</param>
    public static IEnumerable<FileRun> Of(FrameIndex index, int track, int from, int to)
    {
        for (var sample = from; sample < to;)
        {
            var (chunk, start) = (index.ChunkOf(sample), index.Offset(sample));
            var chunkEnd = Math.Min(to, index.Chunks[chunk].FirstFrame + index.Chunks[chunk].Count);
            var end = start;
            for (; sample < chunkEnd && index.Offset(sample) == end; sample++)
            {
                end += index.Size(sample);
            }

            yield return FileRun.OfMedia(track, chunk, start, end - start);
        }
    }

    /// <summary>The same, for who has to see every sample: runs end with a sample, and are longer than 1 MiB only for one that is.</summary>
    public static IEnumerable<FileRun> Batches(FrameIndex index, int track, int from, int to)
    {
        for (var sample = from; sample < to;)
        {
            var (first, chunk, start) = (sample, index.ChunkOf(sample), index.Offset(sample));
            var chunkEnd = Math.Min(to, index.Chunks[chunk].FirstFrame + index.Chunks[chunk].Count);
            var end = start + index.Size(sample++);
            for (; sample < chunkEnd && index.Offset(sample) == end && end + index.Size(sample) - start <= BatchSize; sample++)
            {
                end += index.Size(sample);
            }

            yield return FileRun.OfSamples(track, chunk, start, end - start, first);
        }
    }
}
