using System.Collections;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Benchmarks;

/// <summary>The index of two hours of AVC at 60000/1001 frames a second and about 8 Mbit/s, in 40 chunks; a B picture for each P picture.</summary>
internal static class SyntheticFilm
{
    private const int Frames = 432_000;
    private const int FramesPerChunk = 10_800;
    private const int Group = 120;
    private const long Step = 1001;

    private static readonly byte[] AvcC = [1, 100, 0, 42, 0xFF, 0xE1, 0, 4, 0x67, 100, 0, 42, 1, 0, 2, 0x68, 0xEE, 0xFD, 0xF8, 0xF8, 0];

    /// <param name="isVariable">Each picture is late or early by a little, as phones have it.</param>
    public static FrameIndex Index(bool isVariable)
    {
        var random = new Random(5);
        var frames = new FrameTable
        {
            Sizes = [.. Enumerable.Range(0, Frames).Select(frame => Size(frame, random))],
            Offsets = new long[Frames],
            Times = new long[Frames],
            LastDuration = Step,
            Shown = [.. Enumerable.Range(0, Frames).Select(Shown)],
            Keys = new BitArray(Frames),
            DecodeDelay = 3 * Step,
        };
        var chunks = new List<IndexedChunk>();
        for (var i = 0; i < Frames; i++)
        {
            var isFirst = i % FramesPerChunk == 0;
            frames.Keys[i] = i % Group == 0;
            frames.Offsets[i] = (isFirst ? 800 : frames.Offsets[i - 1] + frames.Sizes[i - 1]) + (frames.Keys[i] ? 400 : 0);
            frames.Times[i] = i == 0 ? 0 : frames.Times[i - 1] + Step + (isVariable ? random.Next(-12, 13) : 0);
            if ((i + 1) % FramesPerChunk == 0)
            {
                chunks.Add(new IndexedChunk($"chunks/{chunks.Count}.mp4", frames.Offsets[i] + frames.Sizes[i], new byte[32], i + 1 - FramesPerChunk, FramesPerChunk));
            }
        }

        return new FrameIndex(Format(), 60_000, 0, [.. chunks], frames);
    }

    private static int Size(int frame, Random random)
    {
        var scene = 0.3 + (frame / 700 * 7919 % 13 / 6.5);
        var kind = frame % Group == 0 ? 110_000 : frame % 2 == 0 ? 9_000 : 24_000;
        return (int)(kind * scene * (0.5 + random.NextDouble()));
    }

    // I, P B, P B, …, P: each B picture is decoded behind the one that is shown after it.
    private static int Shown(int frame) => (frame % Group) switch
    {
        0 or Group - 1 => frame,
        var place when place % 2 == 1 => frame + 1,
        _ => frame - 1,
    };

    private static TrackFormat Format() => new()
    {
        Kind = TrackKind.Video,
        Codec = "avc",
        EntryType = "avc1",
        Codecs = "avc1.64002a",
        Configuration = AvcC,
        Width = 1920,
        Height = 1080,
    };
}
