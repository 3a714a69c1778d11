using System.Buffers.Binary;
using System.Collections;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Progressive;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>
/// A QuickTime file of a terabyte: 217,000 frames of ProRes 422 HQ in 4K from 4,340 chunks, with eight channels of sound. All runs of the
/// layout are checked against what our reader makes of the header; real bytes pass through the writer for the first and the last GiB and
/// for two at random places. Nothing touches a disk.
/// </summary>
public sealed class TerabyteTests
{
    private const int Frames = 217_000;
    private const int FramesPerChunk = 50;
    private const int SoundBlocks = Frames * 10 / 24;
    private const int SoundBlock = 4800 * SoundSample;
    private const int SoundSample = 3 * 8;
    private const long Gibibyte = 1L << 30;
    private const long MostMemory = 128 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_OfATerabyte_IsLaidOutReadAndStreamedInBoundedMemory()
    {
        var tracks = new[] { new ProgressiveTrack(Picture()), new ProgressiveTrack(Sound()) };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var file = new ProgressiveFile(tracks, new ProgressiveOptions { Flavour = FileFlavour.QuickTime });
        Assert.InRange(file.Size, 1_000_000_000_000, 1_030_000_000_000);
        var header = file.Runs().First().Boxes;
        CheckMediaData(header.Span, file.Size);

        // Allocations are counted and not what is live: no more can be in use at once than was ever asked for.
        var movie = await MovieFile.ReadAsync(new HeaderStream(header, file.Size), Token);
        Assert.Empty(movie.Notes);
        CheckTables(movie, file, header.Length);
        foreach (var start in (long[])[0, 3 * (Gibibyte + 777), (file.Size / 2) + 12_345, file.Size - Gibibyte])
        {
            await StreamAsync(movie, file, start, header.Length);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, MostMemory);
    }

    // mdat, ISO/IEC 14496-12 §4.2.2: size 1 announces one of 64 bits behind the type.
    private static void CheckMediaData(ReadOnlySpan<byte> header, long fileSize)
    {
        Assert.Equal(1u, BinaryPrimitives.ReadUInt32BigEndian(header[^16..]));
        Assert.True(header[^12..^8].SequenceEqual("mdat"u8));
        Assert.Equal(fileSize - header.Length + 16, BinaryPrimitives.ReadInt64BigEndian(header[^8..]));
        Assert.True(header.IndexOf("co64"u8) > 0);
    }

    /// <summary>Every run lies where the tables say, every frame is as in its index, and the last ends with the file.</summary>
    private static void CheckTables(MovieFile movie, ProgressiveFile file, int headerLength)
    {
        var (picture, sound) = (movie.Tracks[0].Samples, movie.Tracks[1].Samples);
        Assert.Equal((Frames, SoundBlocks * 4800L), (picture.Count, sound.Count));
        var (position, soundBytes, frame) = ((long)headerLength, 0L, 0);
        var samples = picture.GetEnumerator();
        foreach (var run in file.Runs().Skip(1))
        {
            var index = file.Tracks[run.Track];
            Assert.InRange(run.Offset + run.Length, 1, index.Chunks[run.Chunk].Size);
            if (run.Track == 1)
            {
                Assert.Equal(position, sound[soundBytes / SoundSample].Offset);
                soundBytes += run.Length;
            }

            for (var end = position; run.Track == 0 && end < position + run.Length; frame++)
            {
                Assert.True(samples.MoveNext());
                var sample = samples.Current;
                var expected = (end, (uint)index.Size(frame), index.DecodeTime(frame), index.Offset(frame), true);
                if ((sample.Offset, sample.Size, sample.DecodeTime, run.Offset + end - position, sample.IsKey && sample.IsPresent) != expected)
                {
                    Assert.Fail($"Frame {frame} is {sample} instead of {expected}.");
                }

                end += sample.Size;
            }

            position += run.Length;
        }

        Assert.Equal((file.Size, Frames, SoundBlocks * (long)SoundBlock), (position, frame, soundBytes));
        Assert.Equal(file.Size, Math.Max(End(picture), End(sound)));
    }

    private static async Task StreamAsync(MovieFile movie, ProgressiveFile file, long start, int headerLength)
    {
        var source = new BlockSource();
        await using var sink = new ComparingStream(movie, file, start);
        await FileWriter.WriteAsync(new FileWindow(file, start, start + Gibibyte), [source, source], sink, Token);
        Assert.Equal((start + Gibibyte, Gibibyte - Math.Max(0, headerLength - start)), (sink.Position, sink.Compared));
    }

    private static long End(SampleTable samples) => samples[samples.Count - 1].Offset + samples[samples.Count - 1].Size;

    private static FrameIndex Picture()
    {
        var random = new Random(7);
        var sizes = new int[Frames];
        var offsets = new long[Frames];
        var chunks = new List<IndexedChunk>();
        for (var first = 0; first < Frames; first += FramesPerChunk)
        {
            var offset = 2048L;
            for (var i = first; i < first + FramesPerChunk; i++)
            {
                // A fragment of its own for each second.
                offset += (i - first) % 24 == 0 ? 600 : 0;
                (sizes[i], offsets[i]) = (4_600_000 + random.Next(-300_000, 300_000), offset);
                offset += sizes[i];
            }

            chunks.Add(new IndexedChunk($"chunks/{first}.mov", offset, default, first, FramesPerChunk));
        }

        return Index(Formats.Plain("prores-hq", "apch", 4096, 2160), 24, [.. chunks], sizes, offsets, 1);
    }

    private static FrameIndex Sound() => Index(
        Formats.Pcm("pcm-s24le", 48000, 8), 48000, [new IndexedChunk("sound.mov", 4096 + ((long)SoundBlock * SoundBlocks), default, 0, SoundBlocks)],
        [.. Enumerable.Repeat(SoundBlock, SoundBlocks)], [.. Enumerable.Range(0, SoundBlocks).Select(i => 4096 + ((long)i * SoundBlock))], 4800);

    private static FrameIndex Index(TrackFormat format, uint timescale, IndexedChunk[] chunks, int[] sizes, long[] offsets, long step) =>
        new(format, timescale, 0, chunks, new FrameTable
        {
            Sizes = sizes,
            Offsets = offsets,
            Times = [.. Enumerable.Range(0, sizes.Length).Select(i => i * step)],
            LastDuration = step,
            Shown = null,
            Keys = new BitArray(sizes.Length, defaultValue: true),
        });
}
