using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Tests.Isobmff;

namespace Rushes.Media.Tests.Indexing;

public sealed class IndexedVideoTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadFramesAsync_OverChunks_GivesTheBytesOfEachInLargeReads()
    {
        // Frames within a piece, across two, and longer than several.
        var index = Indexes.Video(60, 25, 1, 12, 24, i => i % 12 == 0 ? 2_500_000 : 90_000 + i);
        var source = new PatternSource();
        var next = 5;
        await foreach (var frame in new IndexedVideo(index, source).ReadFramesAsync(5, 50, FrameForm.AsStored, Token))
        {
            Assert.Equal(next++, frame.Number);
            Assert.True(frame.Bytes.Span.SequenceEqual(PatternSource.Bytes(index.ChunkOf(frame.Number), index.Offset(frame.Number), index.Size(frame.Number))));
        }

        Assert.Equal(50, next);
        Assert.InRange(source.LargestRead, 1, 1 << 20);
        Assert.InRange(source.Reads, 1, 25);
    }

    [Fact]
    public async Task ReadFrameAsync_InAnyOrder_GivesItsBytes()
    {
        var index = Indexes.Video(60, 25, 1, 12, 24, i => 300 + i);
        var video = new IndexedVideo(index, new PatternSource());
        var buffer = new byte[400];
        foreach (var frame in (int[])[59, 0, 24, 23])
        {
            var size = await video.ReadFrameAsync(frame, buffer, Token);
            Assert.Equal(PatternSource.Bytes(index.ChunkOf(frame), index.Offset(frame), 300 + frame), buffer[..size]);
        }

        await Assert.ThrowsAsync<ArgumentException>(async () => await video.ReadFrameAsync(1, new byte[300], Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await video.ReadFrameAsync(60, buffer, Token));
    }

    [Fact]
    public async Task ReadFramesAsync_OfAChangedFrame_IsRefusedWhereDigestsAreGiven()
    {
        var index = Indexes.Video(60, 25, 1, 12, 24, i => 300 + i);
        var digests = await FrameDigests.ComputeAsync(index, [new PatternSource()], Token);
        var whole = new IndexedVideo(index, new PatternSource()) { Digests = digests };
        Assert.Equal(60, await whole.ReadFramesAsync(0, 60, FrameForm.AsStored, Token).CountAsync(Token));

        var changed = digests.ToArray();
        changed[(31 * FrameDigests.BytesPerFrame) + 3] ^= 1;
        var video = new IndexedVideo(index, new PatternSource()) { Digests = changed };
        var read = new List<int>();
        var refused = await Assert.ThrowsAsync<MediaFormatException>(async () =>
        {
            await foreach (var frame in video.ReadFramesAsync(24, 60, FrameForm.AsStored, Token))
            {
                read.Add(frame.Number);
            }
        });
        Assert.Equal(Enumerable.Range(24, 7), read);
        Assert.Equal(index.Offset(31), refused.Offset);
        Assert.Contains($"frame {index.PresentationOrder(31)} at", refused.What, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MediaFormatException>(async () => await video.ReadFrameAsync(31, new byte[400], Token));
    }

    [Theory]
    [InlineData(0, 0, 12)]
    [InlineData(11, 0, 12)]
    [InlineData(30, 24, 36)]
    [InlineData(59, 48, 60)]
    public void GroupOf_AFrame_IsFromItsKeyFrameToTheNext(int frame, int from, int to) =>
        Assert.Equal((from, to), new IndexedVideo(Indexes.Video(60, 25, 1, 12, 24, _ => 9), new PatternSource()).GroupOf(frame));

    [Theory]
    [InlineData("-c:v libx264", "h264")]
    [InlineData("-c:v libx265 -x265-params log-level=none:open-gop=0", "hevc")]
    public async Task ReadFramesAsync_AsAByteStream_DecodesToTheSamePictures(string encoder, string format)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await FFmpeg.RunAsync(["-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=3", "-g", "25", "-bf", "2", .. encoder.Split(' '), folder["a.mp4"]]);
        var index = await IndexAsync(folder["a.mp4"]);
        await using var source = new ChunkStreams(index, (chunk, _) => Task.FromResult<Stream>(File.OpenRead(folder[chunk.Uri])));
        var video = new IndexedVideo(index, source);

        var (from, to) = video.GroupOf(40);
        await using (var output = File.Create(folder["group"]))
        {
            await foreach (var frame in video.ReadFramesAsync(from, to, FrameForm.ByteStream, Token))
            {
                await output.WriteAsync(frame.Bytes, Token);
            }
        }

        Assert.Equal((25, 50), (from, to));
        Assert.Equal((await DigestsAsync("-i", folder["a.mp4"]))[25..50], await DigestsAsync("-f", format, "-i", folder["group"]));
    }

    [Fact]
    public async Task ReadFramesAsync_OfNoNalUnitsAsAByteStream_IsRefusedWithItsPlace()
    {
        var index = Indexes.Video(60, 25, 1, 12, 24, i => 300 + i);
        var refused = await Assert.ThrowsAsync<MediaFormatException>(
            async () => await new IndexedVideo(index, new PatternSource()).ReadFramesAsync(3, 60, FrameForm.ByteStream, Token).CountAsync(Token));
        Assert.Contains($"chunks/0.mp4: frame {index.PresentationOrder(3)}", refused.What, StringComparison.Ordinal);
        Assert.InRange(refused.Offset, index.Offset(3), index.Offset(3) + index.Size(3));
    }

    [Fact]
    public void ReadFramesAsync_OfSoundAsAByteStream_IsAMistakeOfTheCaller() => Assert.Throws<ArgumentException>(
        () => { new IndexedVideo(Indexes.Audio(5), new PatternSource()).ReadFramesAsync(0, 5, FrameForm.ByteStream, Token); });

    private static async Task<FrameIndex> IndexAsync(string path)
    {
        await using var file = File.OpenRead(path);
        var movie = await MovieFile.ReadAsync(file, Token);
        var result = MovieTrackIndex.Build(movie.Tracks[0], Path.GetFileName(path), file.Length);
        Assert.Empty(result.Problems);
        return result.Index!;
    }

    private static async Task<string[]> DigestsAsync(params string[] input) =>
        (await FFmpeg.RunAsync([.. input, "-map", "0:v:0", "-fps_mode", "passthrough", "-f", "framemd5", "-"]))
            .Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',')[^1]).ToArray();
}
