using System.Collections;
using Rushes.Media.Conformance;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Conformance;

/// <summary>A good encode in memory, to be spoilt: its samples in decode order, in chunks, and what its container says.</summary>
internal sealed class Mutant : ISampleSource
{
    private const int ChunkFrames = 25;

    /// <summary>Ticks a second.</summary>
    public required uint Timescale { get; init; }

    /// <summary>Ticks that each frame lasts, by its number as it is shown.</summary>
    public required Func<int, long> Duration { get; set; }

    public required TrackFormat Format { get; set; }

    public required List<MutantSample> Samples { get; init; }

    public StreamPromise Promise { get; set; } = new();

    /// <summary>Bytes that are missing at the end of the last chunk.</summary>
    public int MissingBytes { get; set; }

    /// <summary>Chunks are as long as GOPs; false: all is one.</summary>
    public bool HasChunks { get; set; } = true;

    public static async Task<Mutant> OfAsync(string path)
    {
        var index = await Checked.IndexAsync(path);
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        return new Mutant
        {
            Format = index.Format,
            Timescale = index.Timescale,
            Duration = _ => index.Duration(0),
            Samples = [.. Enumerable.Range(0, index.Count).Select(frame => new MutantSample
            {
                Bytes = file.AsSpan((int)index.Offset(frame), index.Size(frame)).ToArray(),
                IsKey = index.IsKey(frame),
                Shown = index.PresentationOrder(frame),
            })],
        };
    }

    public Task<IReadOnlyList<StreamFault>> CheckAsync() =>
        StreamCheck.RunAsync(new IndexedVideo(Index(), this), Promise, null, TestContext.Current.CancellationToken);

    public ValueTask ReadAsync(int chunk, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        var bytes = Chunks()[chunk].SelectMany(sample => sample.Bytes).ToArray().AsMemory();
        bytes = chunk == Chunks().Count - 1 ? bytes[..^MissingBytes] : bytes;
        if (offset + destination.Length > bytes.Length)
        {
            throw new EndOfStreamException();
        }

        bytes.Slice((int)offset, destination.Length).CopyTo(destination);
        return ValueTask.CompletedTask;
    }

    private List<MutantSample[]> Chunks() => HasChunks ? [.. Samples.Chunk(ChunkFrames)] : [[.. Samples]];

    // As an assembly would lay them out: frames without holes, each behind the other.
    private FrameIndex Index()
    {
        var ranks = Samples.Index().OrderBy(pair => pair.Item.Shown).Select((pair, rank) => (pair.Index, rank)).ToDictionary(pair => pair.Index, pair => pair.rank);
        var shown = Enumerable.Range(0, Samples.Count).Select(i => ranks[i]).ToArray();
        var times = new long[Samples.Count];
        for (var i = 1; i < times.Length; i++)
        {
            times[i] = times[i - 1] + Duration(i - 1);
        }

        var chunks = new List<IndexedChunk>();
        var offsets = new List<long>();
        foreach (var chunk in Chunks())
        {
            chunks.Add(new IndexedChunk($"{chunks.Count}.mp4", chunk.Sum(sample => (long)sample.Bytes.Length), default, offsets.Count, chunk.Length));
            var offset = 0L;
            foreach (var sample in chunk)
            {
                offsets.Add(offset);
                offset += sample.Bytes.Length;
            }
        }

        return new FrameIndex(Format, Timescale, 0, [.. chunks], new FrameTable
        {
            Sizes = [.. Samples.Select(sample => sample.Bytes.Length)],
            Offsets = [.. offsets],
            Times = times,
            LastDuration = Duration(times.Length - 1),
            Shown = shown,
            Keys = new BitArray(Samples.Select(sample => sample.IsKey).ToArray()),
            DecodeDelay = FrameTable.SmallestDelay(times, shown),
        });
    }
}

internal sealed record MutantSample
{
    public required byte[] Bytes { get; set; }

    public required bool IsKey { get; set; }

    public required int Shown { get; set; }
}
