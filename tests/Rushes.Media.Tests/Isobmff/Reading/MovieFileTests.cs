using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Isobmff.Reading;

public sealed class MovieFileTests
{
    private static readonly Table[] FourSamples =
        [Table.Of("stsz", 5, 4), Table.Of("stsc", 1, 1, 4, 1), Table.Of("stts", 1, 4, 40), Table.Of("stco", 1, 8)];

    private static readonly byte[] Good = MovieBytes.Of(FourSamples);

    [Fact]
    public async Task Read_OfAMovie_SaysWhatItsHeadersSay()
    {
        var file = await ReadAsync([.. MovieBytes.Box("ftyp", [.. "qt  "u8, 0, 0, 2, 0, .. "qt  mp42"u8]), .. MovieBytes.Of(FourSamples), .. MovieBytes.Box("zzzz", 1, 2)]);
        Assert.Equal("qt  ", file.Brands!.Major.ToString());
        Assert.Equal(["qt  ", "mp42"], file.Brands.Compatible.Select(brand => brand.ToString()));
        Assert.Equal((1000u, 5000L, false), (file.Timescale, file.Duration!.Value, file.IsFragmented));
        Assert.Equal(["ftyp", "mdat", "moov", "zzzz"], file.Boxes.Select(box => box.Type.ToString()));
        Assert.Equal(10, file.Boxes[^1].Size);
        var track = Assert.Single(file.Tracks);
        Assert.Equal((MovieBytes.TrackId, "vide", true, 1000u, "eng"), (track.Id, track.Handler.ToString(), track.IsEnabled, track.Timescale, track.Language));
        Assert.Equal((new Rational(640, 1), new Rational(360, 1)), (track.Width, track.Height));
        Assert.Empty(file.Notes);
    }

    [Fact]
    public async Task Read_OfAMovieCutInItsMedia_ReadsAndSaysSo()
    {
        // moov first, then media of which half are missing.
        byte[] bytes = [.. Good.AsSpan(108), 0, 0, 1, 0, .. "mdat"u8, 1, 2, 3];
        var file = await ReadAsync(bytes);
        Assert.Equal(NoteKind.Damage, file.Notes[0].Kind);
        Assert.StartsWith("file/mdat", file.Notes[0].What, StringComparison.Ordinal);
        Assert.Equal(4, file.Tracks[0].Samples.Count);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)] // junk that says it is a box of no size
    [InlineData(0, 0, 0, 5, 1, 2, 3, 4, 5)]
    [InlineData(1, 2, 3)]
    public async Task Read_WithJunkBehind_ReadsAndSaysSo(params int[] junk)
    {
        var file = await ReadAsync([.. Good, .. junk.Select(value => (byte)value)]);
        Assert.Single(file.Notes);
        Assert.Equal(4, file.Tracks[0].Samples.Count);
    }

    [Fact]
    public async Task Read_WithASecondMovie_TakesTheFirst()
    {
        var file = await ReadAsync([.. Good, .. MovieBytes.Of()]);
        Assert.Equal(NoteKind.Damage, Assert.Single(file.Notes).Kind);
        Assert.Equal(4, Assert.Single(file.Tracks).Samples.Count);
    }

    [Theory]
    [InlineData("mdat", "has no moov")]
    [InlineData("moof", "initialization segment")]
    [InlineData("\x1A\x45\xDF\xA3", "is not an MP4 or QuickTime file")]
    [InlineData("abcd", "is not an MP4 or QuickTime file")]
    public async Task Read_WithoutAMovie_SaysWhy(string type, string reason)
    {
        var bytes = MovieBytes.Box("free");
        System.Text.Encoding.Latin1.GetBytes(type).CopyTo(bytes, 4);
        var refused = await Assert.ThrowsAsync<MediaFormatException>(() => ReadAsync(bytes));
        Assert.Contains(reason, refused.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OfEditLists_GivesThemAsTheyAre()
    {
        // Version 1 has 64 bits: 2^32 ticks of nothing.
        Table[] edits = [new("elst", [2, 1, 0, 0xFFFF_FFFF, 0xFFFF_FFFF, 0x10000, 0, 3000, 0, 20, 0x10000], Version: 1)];
        var file = await ReadAsync(MovieBytes.Of("vide", [MovieBytes.Box("test", new byte[8])], 100, edits, FourSamples));
        var track = file.Tracks[0];
        Assert.Equal([new EditListEntry(1L << 32, -1, 0x10000), new EditListEntry(3000, 20, 0x10000)], track.Edits);
        var presentation = track.Presentation!.Value;
        Assert.Equal(new Presentation(20, 1L << 32, 3000), presentation);
        Assert.Equal((1L << 32) - 20, presentation.TimeOf(track.Samples[0]));
        Assert.True(presentation.Shows(track.Samples[0])); // half of it
    }

    [Fact]
    public void Presentation_OfPiecesThatGoOn_IsOne()
    {
        EditListEntry[] edits = [new(500, 100, 0x10000), new(700, 600, 0x10000)];
        Assert.Equal(new Presentation(100, 0, 1200), Presentation.Of(edits, 1000, 1000));
        Assert.Null(Presentation.Of([.. edits, new EditListEntry(1, 0, 0x10000)], 1000, 1000));
    }

    [Theory]
    [InlineData(0x20000)] // double speed
    [InlineData(0)] // a held picture
    public void Presentation_OfOtherSpeeds_IsNotSaid(int rate) =>
        Assert.Null(Presentation.Of([new EditListEntry(10, 0, rate)], 1000, 1000));

    [Theory]
    [InlineData(1, 0, 0, 1, 0, false)]
    [InlineData(0, 1, -1, 0, 90, false)]
    [InlineData(-1, 0, 0, -1, 180, false)]
    [InlineData(0, -1, 1, 0, 270, false)]
    [InlineData(-1, 0, 0, 1, 0, true)]
    [InlineData(0, -1, -1, 0, 90, true)]
    [InlineData(1, 0, 0, -1, 180, true)]
    [InlineData(0, 1, 1, 0, 270, true)]
    public void Orientation_OfAMatrix_MovesPointsAsItDoes(int a, int b, int c, int d, int rotation, bool isMirrored)
    {
        const int One = 0x10000;
        var matrix = new TransformMatrix(a * One, b * One, 0, c * One, d * One, 0, 7 * One, 9 * One, 0x4000_0000);
        Assert.Equal(new Orientation(rotation, isMirrored), matrix.Orientation);

        // Mirror left and right, then turn clockwise: x to the right, y down.
        var (x, y) = isMirrored ? (-3, 2) : (3, 2);
        for (var turns = rotation / 90; turns > 0; turns--)
        {
            (x, y) = (-y, x);
        }

        Assert.Equal(((3 * a) + (2 * c), (3 * b) + (2 * d)), (x, y));
        Assert.Equal(matrix, TransformMatrix.Identity.Then(matrix));
        Assert.Equal(matrix, matrix.Then(TransformMatrix.Identity));
    }

    [Theory]
    [InlineData(0, "eng")]
    [InlineData(11, "jpn")]
    [InlineData(138, "jav")]
    [InlineData(300, "und")]
    [InlineData(0x15C7, "eng")]
    [InlineData(0x55C4, "und")]
    [InlineData(0x7FFF, "und")] // unspecified
    public void Language_OfSixteenBits_HasThreeLetters(int code, string expected) => Assert.Equal(expected, PackedLanguage.Read((ushort)code));

    [Theory]
    [InlineData("\u0005Apple", "Apple")] // counted
    [InlineData("Apple\0junk", "Apple")]
    [InlineData("Apple", "Apple")]
    [InlineData("", "")]
    [InlineData("\u0040ab", "\u0040ab")]
    public void Handler_OfEitherFormat_HasItsName(string text, string expected)
    {
        byte[] content = [.. new byte[8], .. "vide"u8, .. new byte[12], .. System.Text.Encoding.Latin1.GetBytes(text)];
        Assert.Equal(expected, Handler.Parse(new BoxReader(content, 0, "hdlr")).Name);
    }

    [Fact]
    public void DataReference_ToAnotherFile_IsKnown()
    {
        var elsewhere = new SampleEntryBox(default, MovieBytes.Box("test", 0, 0, 0, 0, 0, 0, 0, 2), null);
        byte[] content = [0, 0, 0, 0, 0, 0, 0, 2, .. MovieBytes.Box("url ", 0, 0, 0, 1), .. MovieBytes.Box("alis", 0, 0, 0, 0)];
        Assert.Equal([0], DataReferences.FindElsewhere(new BoxReader(content, 0, "dref"), [elsewhere]));
        Assert.False(new MediaExtent(100, new HashSet<int> { 0 }).Holds(10, 10, 0));
    }

    [Fact]
    public async Task Read_OfAnEncryptedFile_ShowsItsProtection()
    {
        await using var stream = File.OpenRead(SharedMedia.Path("i-fragmented/mp4ff/cbcs.mp4"));
        var file = await MovieFile.ReadAsync(stream, TestContext.Current.CancellationToken);
        var entry = Assert.Single(file.Tracks[0].SampleEntries);
        Assert.Equal("avc1", entry.Protection!.OriginalFormat.ToString());
        Assert.Equal(("cbcs", 0x10000u), (entry.Protection.Scheme.ToString(), entry.Protection.SchemeVersion));
        Assert.Equal("tenc"u8, entry.Protection.TrackEncryption.Span[4..8]);
        Assert.Equal([0L, 0, 0, 91, 91, 91], file.Tracks[0].SampleProtection.Select(box => box.FirstSample));
        Assert.Equal(["senc", "saiz", "saio"], file.Tracks[0].SampleProtection.Take(3).Select(box => box.Place.Type.ToString()));
        Assert.Equal(new Guid("9a04f079-9840-4286-ab92-e65be0885f95"), file.ProtectionSystems[0].SystemId); // PlayReady
        Assert.Equal(new Guid("edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"), file.ProtectionSystems[1].SystemId); // Widevine
    }

    [Fact]
    public async Task Read_OfAQuickTimeFile_FindsItsTimecode()
    {
        await using var stream = File.OpenRead(SharedMedia.Path("e-mezzanine/fate_dnxhr444_tmcd.mov"));
        var file = await MovieFile.ReadAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal(["vide", "tmcd"], file.Tracks.Select(track => track.Handler.ToString()));
        var reference = Assert.Single(file.Tracks[0].References);
        Assert.Equal("tmcd", reference.Type.ToString());
        Assert.Equal([file.Tracks[1].Id], reference.TrackIds);
    }

    private static Task<MovieFile> ReadAsync(byte[] bytes) => MovieFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
}
