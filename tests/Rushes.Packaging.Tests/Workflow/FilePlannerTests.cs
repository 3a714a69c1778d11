using System.Collections;
using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Packaging.Workflow;

namespace Rushes.Packaging.Tests.Workflow;

public sealed class FilePlannerTests
{
    private static readonly PackageForms QuickTime = new(Hls: false, Dash: false, Mp4: false, Mov: true);

    [Fact]
    public void Plan_OfFilesThatShareASound_DigestsItOnce() => Assert.Equal(["0,1", "0"], IndexedOf(copyable: true, "file:///low.mov", "file:///high.mov"));

    /// <summary>The sound of both files would else have digests of the one that lies here, whose picture alone has some.</summary>
    [Theory]
    [InlineData("s3://bucket/low.mov", "file:///high.mov")]
    [InlineData("file:///low.mov", "s3://bucket/high.mov")]
    public void Plan_CopyableWithOneInputInAStore_DigestsNone(string low, string high)
    {
        Assert.Equal(["", ""], IndexedOf(copyable: true, low, high));
        Assert.Equal(["0,1", "0"], IndexedOf(copyable: false, low, high));
    }

    /// <returns>Of each file, the positions of its tracks that are digested with it.</returns>
    private static IEnumerable<string> IndexedOf(bool copyable, string low, string high)
    {
        TrackSource[] sources = [Source(TrackKinds.Video, "low", low), Source(TrackKinds.Video, "high", high), Source(TrackKinds.Audio, "sound", low)];
        TrackTask[] tracks = [.. sources.Select(source => new TrackTask { Name = source.Name, Kind = source.Track.Kind, Codec = source.Index.Format.Codec })];
        return FilePlanner.Plan(new PackageRequest { Copyable = copyable }, QuickTime, sources, tracks).Select(file => string.Join(',', file.Indexed));
    }

    private static TrackSource Source(string kind, string name, string uri)
    {
        var format = new TrackFormat { Kind = TrackKind.Video, Codec = "prores-hq", EntryType = "apch", Codecs = "apch", Configuration = default, Width = 192, Height = 108 };
        var frames = new FrameTable { Sizes = [1], Offsets = [0], Times = [0], LastDuration = 1, Shown = null, Keys = new BitArray(1, defaultValue: true) };
        return new TrackSource(new SourceTrack { Kind = kind }, new FrameIndex(format, 25, 0, [new IndexedChunk(uri, 1, default, 0, 1)], frames), name);
    }
}
