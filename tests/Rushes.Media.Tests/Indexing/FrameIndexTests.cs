using Rushes.Media.Indexing;

namespace Rushes.Media.Tests.Indexing;

public sealed class FrameIndexTests
{
    [Fact]
    public void ReadFrom_OfWhatWasWritten_IsTheSame()
    {
        foreach (var index in (FrameIndex[])[Indexes.Variable(Indexes.Video(500, 90000, 1500, 24, 96, i => 50 + (i % 777))), Indexes.Video(500, 30000, 1001, 24, 96, i => 50 + (i % 777)), Indexes.Video(1, 25, 1, 1, 1, _ => 9), Indexes.Audio(77)])
        {
            var read = FrameIndex.ReadFrom(new MemoryStream(Indexes.Stored(index)));
            Assert.Equal(index.Format, read.Format);
            Assert.Equal((index.Timescale, index.Origin, index.DecodeDelay, index.Count), (read.Timescale, read.Origin, read.DecodeDelay, read.Count));
            Assert.Equal(index.Chunks.Select(c => (c.Uri, c.Size, c.FirstFrame, c.Count)), read.Chunks.Select(c => (c.Uri, c.Size, c.FirstFrame, c.Count)));
            Assert.Equal(Frames(index), Frames(read));
            Assert.Equal(Indexes.Stored(index), Indexes.Stored(read));
        }
    }

    [Fact]
    public void Index_OfReorderedFrames_NeverShowsBeforeDecoding()
    {
        var index = Indexes.Video(100, 24000, 1001, 12, 48, _ => 100);
        Assert.Equal(1001, index.DecodeDelay);
        Assert.All(Enumerable.Range(0, 100), i => Assert.InRange(index.CompositionOffset(i), 0, 2002));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => i * 1001L), Enumerable.Range(0, 100).Select(index.PresentationTime).Order());
        Assert.Equal([0, 0, 1, 2], new[] { 0, 47, 48, 99 }.Select(index.ChunkOf));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WriteTo_OfTwoHoursAtSixtyFrames_IsUnderTwoAndAHalfMegabytes(bool isVariable)
    {
        var index = isVariable ? Indexes.Variable(Indexes.Feature()) : Indexes.Feature();
        var stored = Indexes.Stored(index);
        Assert.InRange(stored.Length, 432_000, 2_500_000);
        Assert.Equal(Frames(index), Frames(FrameIndex.ReadFrom(new MemoryStream(stored))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadFrom_OfDamagedBytes_EndsInMediaFormatExceptionOrAnIndexThatAgreesWithItself(bool isVariable)
    {
        var constant = Indexes.Video(60, 90_000, 1500, 12, 24, i => 20 + i);
        var stored = Indexes.Stored(isVariable ? Indexes.Variable(constant) : constant);
        Assert.Throws<MediaFormatException>(() => FrameIndex.ReadFrom(new MemoryStream([])));
        var random = new Random(2);
        for (var i = 0; i < 5000; i++)
        {
            var damaged = stored.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                var read = FrameIndex.ReadFrom(new MemoryStream(damaged));
                Assert.All(Enumerable.Range(0, read.Count), frame =>
                {
                    Assert.True(read.CompositionOffset(frame) >= 0 && read.Duration(frame) > 0);
                    Assert.InRange(read.Offset(frame) + read.Size(frame), 1, read.Chunks[read.ChunkOf(frame)].Size);
                });
            }
            catch (MediaFormatException)
            {
                // Refused: as good.
            }
        }
    }

    [Fact]
    public void ReadFrom_CutAnywhere_IsRefused()
    {
        var stored = Indexes.Stored(Indexes.Video(60, 25, 1, 12, 24, i => 20 + i));
        for (var length = 0; length < stored.Length; length++)
        {
            Assert.Throws<MediaFormatException>(() => FrameIndex.ReadFrom(new MemoryStream(stored[..length])));
        }
    }

    private static IEnumerable<(int, long, long, long, long, bool)> Frames(FrameIndex index) => Enumerable.Range(0, index.Count)
        .Select(i => (index.Size(i), index.Offset(i), index.DecodeTime(i), index.PresentationTime(i), index.Duration(i), index.IsKey(i)));
}
