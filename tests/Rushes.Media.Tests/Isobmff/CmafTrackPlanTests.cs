using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Tests.Indexing;

namespace Rushes.Media.Tests.Isobmff;

public sealed class CmafTrackPlanTests
{
    private static readonly CmafTrackOptions Options = new();

    [Theory]
    [InlineData(24, 96)]
    [InlineData(48, 96)]
    [InlineData(1, 30)]
    public async Task Written_IsWhatWasPlannedAndReadsBackAsItsIndex(int gop, int chunkLength)
    {
        var chunks = Indexes.Video(200, 30000, 1001, gop, chunkLength, i => 1 + (i * 37 % 5000));
        var starts = Enumerable.Range(0, 200).Where(i => chunks.IsKey(i) && i % (2 * gop) == 0).ToArray();
        var plan = new CmafTrackPlan(chunks, starts, 3, Options);
        var source = new PatternSource();
        using var output = new ForwardStream();
        await FileWriter.WriteAsync(plan, [source], output, TestContext.Current.CancellationToken);
        var index = plan.CreateIndex("t.mp4");
        Assert.Equal(plan.Size, output.Length);

        var file = await FragmentedFile.ReadAsync(new MemoryStream(output.ToArray()), TestContext.Current.CancellationToken);
        Assert.Equal(200, file.Samples.Count);
        for (var i = 0; i < 200; i++)
        {
            var expected = new Sample(
                index.Offset(i),
                (uint)index.Size(i),
                90000 + index.DecodeTime(i),
                (int)index.CompositionOffset(i),
                (uint)index.Duration(i),
                index.IsKey(i),
                Entry: 0,
                IsPresent: true);
            Assert.Equal(expected, file.Samples[i]);
            Assert.Equal(
                PatternSource.Bytes(chunks.ChunkOf(i), chunks.Offset(i), chunks.Size(i)),
                output.ToArray()[(int)index.Offset(i)..((int)index.Offset(i) + index.Size(i))]);
        }
    }

    [Fact]
    public async Task Written_Twice_IsTheSameBytes()
    {
        var plan = new CmafTrackPlan(Indexes.Video(50, 25, 1, 10, 50, i => 100 + i), [0, 20], 1, Options);
        using var first = new ForwardStream();
        using var second = new ForwardStream();
        await FileWriter.WriteAsync(plan, [new PatternSource()], first, TestContext.Current.CancellationToken);
        await FileWriter.WriteAsync(plan, [new PatternSource()], second, TestContext.Current.CancellationToken);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public async Task Writer_ReadsNeighboursTogetherAndNeverMoreThanAMebibyte()
    {
        var plan = new CmafTrackPlan(Indexes.Video(96, 24, 1, 48, 96, _ => 50_000), [0, 48], 1, Options);
        var source = new PatternSource();
        await FileWriter.WriteAsync(plan, [source], Stream.Null, TestContext.Current.CancellationToken);

        // Two fragments of 2.4 MB each.
        Assert.Equal((6, 1 << 20), (source.Reads, source.LargestRead));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(200)]
    public async Task Digests_OfFramesThatStraddleReads_AreThoseOfWholeFrames_HoweverManyReadThem(int sources)
    {
        var index = Indexes.Video(96, 24, 1, 48, 96, i => i % 7 == 3 ? 400_000 : 50_000);
        var sidecar = await FrameDigests.ComputeAsync(
            index, [.. Enumerable.Range(0, sources).Select(_ => new PatternSource())], TestContext.Current.CancellationToken);

        var expected = Enumerable.Range(0, 96).SelectMany(i => SHA256.HashData(PatternSource.Bytes(index.ChunkOf(i), index.Offset(i), index.Size(i)))[..16]);
        Assert.Equal(expected, sidecar);
    }

    [Fact]
    public void Plan_WithSegmentsThatDoNotStartAtKeyFrames_Throws()
    {
        var index = Indexes.Video(50, 25, 1, 10, 50, _ => 9);
        Assert.Throws<ArgumentException>(() => new CmafTrackPlan(index, [0, 11], 1, Options));
        Assert.Throws<ArgumentException>(() => new CmafTrackPlan(index, [0, 50], 1, Options));
        Assert.Throws<ArgumentException>(() => new CmafTrackPlan(index, [10], 1, Options));
        Assert.Throws<ArgumentException>(() => new CmafTrackPlan(index, [0], 0, Options));
    }

    [Fact]
    public void SegmentIndex_NamesEverySegmentOnceAndStartsAtTheBase()
    {
        var plan = new CmafTrackPlan(Indexes.Video(60, 25, 1, 10, 60, i => 50 + i), [0, 20, 40, 50], 2, Options);
        var header = Header(plan)[(int)plan.SegmentIndex.Offset..];
        Assert.Equal(plan.SegmentIndex.Length, header.Length);
        new BoxReader(header.Span, 0, "file").TryFind("sidx"u8, out var sidx);
        Assert.Equal((byte)1, sidx.ReadVersionAndFlags().Version);
        Assert.Equal((1u, 25u, 50ul, 0ul), (sidx.ReadUInt32(), sidx.ReadUInt32(), sidx.ReadUInt64(), sidx.ReadUInt64()));
        Assert.Equal(4u, sidx.ReadUInt32());
        var offset = plan.SegmentIndex.Offset + plan.SegmentIndex.Length;
        foreach (var duration in (uint[])[20, 20, 10, 10])
        {
            var size = sidx.ReadUInt32();
            Assert.Contains(new CmafSegment(new ByteRange(offset, size), duration), plan.Segments);
            Assert.Equal((duration, 0x9000_0000u), (sidx.ReadUInt32(), sidx.ReadUInt32()));
            offset += size;
        }

        Assert.Equal((0, plan.Size), (sidx.Remaining, offset));
    }

    [Fact]
    public void Plan_OfSegmentsBeyondTwoGibibytes_Throws() =>
        Assert.Throws<ArgumentException>(() => new CmafTrackPlan(Indexes.Video(3, 25, 1, 3, 3, _ => int.MaxValue / 2), [0], 1, Options));

    [Fact]
    public void Plan_OfFramesLongerThan32BitTicks_Throws() =>
        Assert.Throws<ArgumentException>(() => new CmafTrackPlan(Indexes.Video(3, 25, 1L << 32, 1, 3, _ => 9), [0], 1, Options));

    [Fact]
    public void Peak_OfAShortLastSegment_IsThatOfTheLongRun()
    {
        // Two seconds at 1000 bytes a frame, then one lone frame of 5000: alone it would be a megabit.
        var index = Indexes.Video(51, 25, 1, 25, 51, i => i == 50 ? 5000 : 1000);
        var plan = new CmafTrackPlan(index, [0, 25, 50], 1, Options);
        var (second, last) = (plan.Segments[1].Bytes.Length, plan.Segments[2].Bytes.Length);
        Assert.Equal((long)Math.Ceiling((second + last) * 8 * 25 / 26m), plan.PeakBitrate);
        Assert.Equal((long)Math.Ceiling(plan.Segments.Sum(s => s.Bytes.Length) * 8 * 25 / 51m), plan.AverageBitrate);
    }

    [Theory]
    [InlineData(4_294_967_287, 8)]
    [InlineData(4_294_967_288, 16)]
    public void MediaData_OfFourGibibytes_HasA64BitSize(long size, int header)
    {
        var writer = new BoxWriter();
        MediaDataBox.WriteHeader(writer, size);
        Assert.Equal(header, writer.Written.Length);
        var read = BoxHeader.Parse(writer.Written.Span, long.MaxValue, 0, "file");
        Assert.Equal((header, size + header), (read.HeaderSize, read.Size));
    }

    [Fact]
    public void Initialization_OfAudio_SaysChannelsRateAndLanguage()
    {
        var plan = new CmafTrackPlan(Indexes.Audio(100, "11B0"), [0], 1, new CmafTrackOptions { Language = "de" });
        var bytes = Header(plan).Span;
        var entry = bytes[(bytes.IndexOf("mp4a"u8) - 4)..];
        Assert.Equal([0, 6, 0, 16, 0, 0, 0, 0, 0xBB, 0x80], entry[24..34].ToArray());
        Assert.Equal(48000, TrackFormat.FromSampleEntry(TrackKind.Audio, entry[..(entry.IndexOf("stts"u8) - 4)].ToArray()).SampleRate);

        // "deu": 4, 5, 21.
        Assert.Equal([0x10, 0xB5], bytes[(bytes.IndexOf("mdhd"u8) + 24)..][..2].ToArray());
        Assert.Equal(-1, bytes.IndexOf("elng"u8));
    }

    [Theory]
    [InlineData("en", "eng")]
    [InlineData("pt-BR", "por")]
    [InlineData("yue", "yue")]
    [InlineData("xx", null)]
    [InlineData("i-klingon", null)]
    public void Language_AsThreeLetters(string tag, string? expected) => Assert.Equal(expected, LanguageTag.ToIso639(tag));

    [Fact]
    public void Colour_FromNames_HasTheirCodePoints()
    {
        Assert.Equal(new Colour(9, 16, 9, false), Colour.FromNames("tv", "bt2020", "smpte2084", "bt2020nc"));
        Assert.Equal("PQ", new Colour(9, 16, 9, false).VideoRange);
        Assert.Equal(new Colour(1, 2, 2, true), Colour.FromNames("pc", "bt709", "unknown", null));
        Assert.Null(Colour.FromNames("tv", "unknown", "", null));
    }

    private static ReadOnlyMemory<byte> Header(CmafTrackPlan plan) => plan.Runs().First().Boxes;
}
