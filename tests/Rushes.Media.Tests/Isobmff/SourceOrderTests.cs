using System.Collections;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Progressive;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff;

/// <summary>The order of files that a store copies.</summary>
public sealed class SourceOrderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>FFmpeg lays frames and sound down by turns, much shorter than a store copies.</summary>
    [Theory]
    [InlineData(FileFlavour.QuickTime)]
    [InlineData(FileFlavour.Mp4)]
    public async Task Tracks_InterleavedInOneFile_AreOneRangeOfIt(FileFlavour flavour)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var source = folder["source.mov"];
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc2=s=192x108:r=25:d=2", "-f", "lavfi", "-i", "sine=d=2:r=48000", "-c:v", "prores_ks", "-c:a", "pcm_s24le", source);
        var tracks = await ReadAsync(source);
        var file = new ProgressiveFile([.. tracks.Select(track => new ProgressiveTrack(track))], new ProgressiveOptions { Flavour = flavour, Copyable = true });

        var media = file.Runs().Where(run => run.IsMedia).ToArray();
        Assert.InRange(media.Length, 50, 200);
        Assert.All(media.Zip(media[1..]), pair => Assert.Equal(pair.First.Offset + pair.First.Length, pair.Second.Offset));

        var path = folder["out.mov"];
        await using (var output = File.Create(path))
        {
            await using var samples = new FileSampleSource([source]);
            await FileWriter.WriteAsync(file, [samples, samples], output, Token);
        }

        Assert.Equal(await PacketsAsync(source), await PacketsAsync(path));
    }

    [Fact]
    public void Tracks_OfSeveralFiles_AreWholeAndTheSmallerFirst()
    {
        FrameIndex[] tracks = [Track(900, ["a", "b"], [0, 1000, 0, 1000]), Track(100, ["s"], [0, 100, 200, 300]), Track(200, ["a"], [5000, 5200, 5400, 5600])];

        Assert.Equal([(1, 0, 2), (1, 2, 4), (2, 0, 2), (2, 2, 4), (0, 0, 2), (0, 2, 4)], Of(tracks));
    }

    [Fact]
    public void Tracks_SomeInOneFile_StayTogetherThere()
    {
        FrameIndex[] tracks = [Track(900, ["a"], [0, 1000, 2000, 2900]), Track(100, ["a"], [900, 1900, 3800, 3900]), Track(200, ["s"], [0, 200, 400, 600])];

        Assert.Equal([(2, 0, 2), (2, 2, 4), (0, 0, 1), (1, 0, 1), (0, 1, 2), (1, 1, 2), (0, 2, 4), (1, 2, 4)], Of(tracks));
    }

    /// <summary>Samples of a track follow each other in every file, so those that go back in their source cannot lie as there.</summary>
    [Fact]
    public void Track_ThatGoesBackInItsFile_IsWhole()
    {
        FrameIndex[] tracks = [Track(900, ["a"], [2000, 0, 5000, 4000]), Track(100, ["a"], [900, 1000, 3800, 3900])];

        Assert.Equal([(1, 0, 2), (1, 2, 4), (0, 0, 2), (0, 2, 4)], Of(tracks));
    }

    private static IEnumerable<(int Track, int From, int To)> Of(FrameIndex[] tracks) => Interleaving.BySource(tracks).Select(run => (run.Track, run.From, run.To));

    /// <summary>Four samples of a quarter of a second, evenly in the files.</summary>
    private static FrameIndex Track(int size, string[] files, long[] offsets)
    {
        var count = offsets.Length / files.Length;
        var chunks = files.Select((file, i) => new IndexedChunk(file, 1 << 20, default, i * count, count));
        return new FrameIndex(Formats.Plain("prores-hq", "apch", 192, 108), 4, 0, [.. chunks], new FrameTable
        {
            Sizes = [.. offsets.Select(_ => size)],
            Offsets = offsets,
            Times = [.. offsets.Select((_, i) => (long)i)],
            LastDuration = 1,
            Shown = null,
            Keys = new BitArray(offsets.Length, defaultValue: true),
        });
    }

    private static async Task<FrameIndex[]> ReadAsync(string path)
    {
        await using var stream = File.OpenRead(path);
        var movie = await MovieFile.ReadAsync(stream, Token);
        return [.. (await MovieTrackIndex.BuildAllAsync(movie, stream, "source.mov", Token)).Select(built => built.Result.Index!)];
    }

    /// <summary>Times, sizes and digests of all.</summary>
    private static async Task<string[]> PacketsAsync(string path) =>
        [.. (await FFmpeg.RunAsync("-i", path, "-map", "0:v", "-map", "0:a", "-c", "copy", "-f", "framemd5", "-")).Split('\n').Where(line => line.StartsWith("0,", StringComparison.Ordinal)),
         await FFmpeg.RunAsync("-i", path, "-map", "0:a", "-f", "md5", "-")];
}
