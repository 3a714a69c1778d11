using Rushes.Media.Indexing;

namespace Rushes.Media.Tests.Indexing;

public sealed class KeyFramesTests
{
    [Fact]
    public void Of_APictureInChunks_KeepsKeyFramesUntilTheNext()
    {
        var picture = Indexes.Video(100, 24000, 1001, 24, 50, i => 100 + i);
        var (keys, starts) = KeyFrames.Of(picture, [0, 50]);
        Assert.Equal([0, 24, 48, 50, 74, 98], Enumerable.Range(0, keys.Count).Select(i => keys.Size(i) - 100));
        Assert.Equal([0, 24, 48, 50, 74, 98], Enumerable.Range(0, keys.Count).Select(i => keys.PresentationTime(i) / 1001));
        Assert.Equal([24, 24, 2, 24, 24, 2], Enumerable.Range(0, keys.Count).Select(i => keys.Duration(i) / 1001));
        Assert.Equal([0, 3], starts);
        Assert.Equal([3, 3], keys.Chunks.Select(chunk => chunk.Count));
        Assert.Equal(picture.Offset(74), keys.Offset(4));
        Assert.Equal(picture.Chunks[1].Uri, keys.Chunks[keys.ChunkOf(4)].Uri);
        Assert.Equal(picture.TotalDuration, keys.TotalDuration);
        Assert.Equal(0, keys.DecodeDelay);
    }

    [Fact]
    public void Of_SegmentsThatStartElsewhere_IsRefused() =>
        Assert.Throws<ArgumentException>(() => KeyFrames.Of(Indexes.Video(48, 24, 1, 24, 48, _ => 1), [0, 23]));
}
