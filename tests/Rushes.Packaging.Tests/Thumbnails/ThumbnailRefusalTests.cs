using System.Collections;
using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Tests;
using Rushes.Packaging.Functions.Thumbnails;
using Rushes.Packaging.Workflow;

namespace Rushes.Packaging.Tests.Thumbnails;

public sealed class ThumbnailRefusalTests
{
    private static readonly PackageForms Streams = new(Hls: true, Dash: true, Mp4: false, Mov: false);

    [Theory]
    [InlineData(100_001, 1)]
    [InlineData(uint.MaxValue, 600)]
    [InlineData(uint.MaxValue, 1)]
    public void Refusals_OfThumbnailsWithoutEnd_NameTheInterval(uint seconds, int interval)
    {
        var source = new TrackSource(new SourceTrack(), Picture(1000, 0, seconds), "picture");

        var refusals = ThumbnailPlanner.Refusals(new PackageRequest { ThumbnailIntervalMs = interval * 1000 }, Streams, [source]).ToArray();

        var refusal = Assert.Single(refusals);
        Assert.Equal("package.thumbnails", refusal.Code);
        Assert.Contains("longer interval", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_OfAsManyThumbnailsAsADayHas_AreNone() => Assert.Empty(ThumbnailPlanner.Refusals(
        new PackageRequest { ThumbnailIntervalMs = 1000 }, Streams, [new TrackSource(new SourceTrack(), Picture(1000, 0, 86_400), "picture")]));

    [Fact]
    public void Refusal_OfAGopLargerThanTheDisk_NamesItsLength()
    {
        Assert.Null(LongGops.Refusal(Picture(1 << 29, 0, 1800, 3600), new Place()));

        var refusal = LongGops.Refusal(Picture(1 << 29, 0, 1800, 3600, 7000), new Place { Path = "film.mp4" });

        Assert.Equal("package.thumbnails", refusal?.Code);
        Assert.Equal("film.mp4", refusal?.Place.Path);
        Assert.Contains("no key frame for 3600 s", refusal?.Message, StringComparison.Ordinal);
    }

    /// <summary>One key frame, and others at these times; the last of them is the end.</summary>
    private static FrameIndex Picture(int size, params long[] times)
    {
        var count = times.Length - 1;
        return new FrameIndex(Formats.Avc([1, 100, 0, 31, 0xFF, 0xE1, 0, 2, 0x67, 1, 1, 0, 1, 0x68, 0xFD, 0xF8, 0xF8, 0], 640, 360), 1, 0, [new IndexedChunk("film.mp4", (long)size * count, new byte[32], 0, count)], new FrameTable
        {
            Sizes = [.. Enumerable.Repeat(size, count)],
            Offsets = [.. Enumerable.Range(0, count).Select(frame => (long)frame * size)],
            Times = times[..^1],
            LastDuration = times[^1] - times[^2],
            Shown = null,
            Keys = new BitArray([.. Enumerable.Range(0, count).Select(frame => frame == 0)]),
        });
    }
}
