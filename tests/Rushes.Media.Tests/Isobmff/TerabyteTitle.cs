using System.Collections;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>
/// A title of a terabyte: ProRes 422 HQ of 4K, a chunk for each 50 frames, and eight channels of sound in one. Its bytes are those of a
/// <see cref="BlockSource"/>.
/// </summary>
internal sealed class TerabyteTitle
{
    /// <summary>Of the picture.</summary>
    public const int Frames = 217_000;

    /// <summary>Bytes of one sample of all channels.</summary>
    public const int SoundSample = 3 * 8;

    /// <summary>Samples that are indexed as one.</summary>
    public const int SoundBlock = 4800;

    private const int FramesPerChunk = 50;

    public TerabyteTitle() => Tracks = [Picture(), Sound()];

    /// <summary>Picture and sound; chunks are named relative to the index.</summary>
    public IReadOnlyList<FrameIndex> Tracks { get; }

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

    private static FrameIndex Sound()
    {
        const int Blocks = Frames * 10 / 24, Size = SoundBlock * SoundSample;
        return Index(
            Formats.Pcm("pcm-s24le", 48000, 8), 48000, [new IndexedChunk("sound.mov", 4096 + ((long)Size * Blocks), default, 0, Blocks)],
            [.. Enumerable.Repeat(Size, Blocks)], [.. Enumerable.Range(0, Blocks).Select(i => 4096 + ((long)i * Size))], SoundBlock);
    }

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
