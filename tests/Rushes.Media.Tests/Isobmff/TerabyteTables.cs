using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>Holds the tables of a file of the <see cref="TerabyteTitle"/> against what was put into the file, sample by sample.</summary>
internal static class TerabyteTables
{
    /// <summary>Every run lies where the tables say, every frame is as in its index, and the last ends with the file.</summary>
    /// <param name="movie">The file, picture first.</param>
    /// <param name="tracks">As the title has them.</param>
    /// <param name="runs">Ranges of the tracks' chunks, as they follow each other in the file.</param>
    /// <param name="first">Where the first run lies, bytes.</param>
    /// <param name="size">Of the file, bytes.</param>
    public static void Check(
        MovieFile movie, IReadOnlyList<FrameIndex> tracks, IEnumerable<(int Track, int Chunk, long Offset, long Length)> runs, long first, long size)
    {
        var (picture, sound) = (movie.Tracks[0].Samples, movie.Tracks[1].Samples);
        Assert.Equal((tracks[0].Count, (long)tracks[1].Count * TerabyteTitle.SoundBlock), (picture.Count, sound.Count));
        var (position, soundBytes, frame) = (first, 0L, 0);
        var samples = picture.GetEnumerator();
        foreach (var run in runs)
        {
            var index = tracks[run.Track];
            Assert.InRange(run.Offset + run.Length, 1, index.Chunks[run.Chunk].Size);
            if (run.Track == 1)
            {
                var expected = (sound[soundBytes / TerabyteTitle.SoundSample].Offset, index.Offset(0) + soundBytes);
                Assert.Equal(expected, (position, run.Offset));
                soundBytes += run.Length;
            }

            for (var end = position; run.Track == 0 && end < position + run.Length; frame++)
            {
                Assert.True(samples.MoveNext());
                var sample = samples.Current;
                var expected = (end, (uint)index.Size(frame), index.DecodeTime(frame), index.ChunkOf(frame), index.Offset(frame), true);
                if ((sample.Offset, sample.Size, sample.DecodeTime, run.Chunk, run.Offset + end - position, sample.IsKey && sample.IsPresent) != expected)
                {
                    Assert.Fail($"Frame {frame} is {sample} instead of {expected}.");
                }

                end += sample.Size;
            }

            position += run.Length;
        }

        Assert.Equal((size, tracks[0].Count, sound.Count * TerabyteTitle.SoundSample), (position, frame, soundBytes));
        Assert.Equal(size, Math.Max(End(picture), End(sound)));
    }

    private static long End(SampleTable samples) => samples[samples.Count - 1].Offset + samples[samples.Count - 1].Size;
}
