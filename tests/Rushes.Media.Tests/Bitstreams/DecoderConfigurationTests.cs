using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Audio;
using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.H263;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Mpeg2;
using Rushes.Media.Bitstreams.ProRes;
using Rushes.Media.Bitstreams.Vc3;
using Rushes.Media.Bitstreams.Vp9;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Bitstreams;

/// <summary>
/// Boxes as FFmpeg and cameras write them. The strings of HEVC, AV1 in 4:2:0 and VP9 are what Shaka Packager 3.4.2 says of them; of
/// AV1 in 4:4:4 it leaves out the optional fields, whose absence the binding says is 4:2:0.
/// </summary>
public sealed class DecoderConfigurationTests
{
    private const string Avc = "0164001FFFE100086764001FACD94050010005680FFCB2C8FDF8F800";
    private const string HevcMain10 = "010220000000900000000000FFF000FCFDFAFA00000F01200001001840010C01FFFF0220000003009000000300000300FF959809";
    private const string HevcPhone = "010220000000B0000000000078F000FCFDFAFA00000B01200001001840010C01FFFF022000000300B0000003000003007815C090";

    [Fact]
    public void Avc_WithOneOfEachSet_Reads()
    {
        var configuration = AvcDecoderConfiguration.Parse(Convert.FromHexString(Avc));
        Assert.Equal("avc1.64001f", configuration.Codecs);
        Assert.Equal((4, 8, ChromaFormat.Yuv420), (configuration.NalLengthSize, configuration.BitDepth, configuration.Chroma));
        Assert.Equal("6764001FACD94050", Convert.ToHexString(configuration.SequenceParameterSets.Single().Span));
        Assert.Equal("680FFCB2C8", Convert.ToHexString(configuration.PictureParameterSets.Single().Span));
    }

    [Fact]
    public void Avc_BuiltFromItsSets_IsTheSame()
    {
        var configuration = AvcDecoderConfiguration.Build([Convert.FromHexString("6764001FACD94050")], [Convert.FromHexString("680FFCB2C8")]);
        Assert.Equal(Avc, Convert.ToHexString(configuration.Bytes.Span));
    }

    [Theory]
    [InlineData(HevcMain10, "hvc1.2.4.L255.90", 4)]
    [InlineData(HevcPhone, "hvc1.2.4.L120.B0", 4)]
    [InlineData("0121600000009D080000000078F000FCFEF8F800000C00", "hvc1.1.6.H120.9D.8", 1)]
    [InlineData("01444000000012000000000C5DF000FCFDFAFA00000F00", "hvc1.A4.2.L93.12.0.0.0.0.C", 4)]
    public void Hevc_OfMain10_SaysItsProfile(string hex, string codecs, int lengthSize)
    {
        var configuration = HevcDecoderConfiguration.Parse(Convert.FromHexString(hex));
        Assert.Equal((codecs, lengthSize), (configuration.Codecs, configuration.NalLengthSize));
        Assert.Equal(hex, Convert.ToHexString(configuration.Bytes.Span));
    }

    [Fact]
    public void Hevc_WithAParameterSet_GivesIt()
    {
        var configuration = HevcDecoderConfiguration.Parse(
            [.. Convert.FromHexString("0102200000009000000000003CF000FCFDFAFA00000F01A2000100074401C172B46240")]);
        Assert.Equal((10, 10, ChromaFormat.Yuv420), (configuration.BitDepth, configuration.ChromaBitDepth, configuration.Chroma));
        Assert.Equal("4401C172B46240", Convert.ToHexString(configuration.UnitsOf(HevcNalUnitType.PictureParameterSet).Single().Span));
        Assert.True(configuration.Arrays.Single().IsComplete);
    }

    [Theory]
    [InlineData("libx264", "avcC", "yuv422p10le")]
    [InlineData("libx264", "avcC", "yuv420p")]
    [InlineData("libx265", "hvcC", "yuv420p10le")]
    [InlineData("libx265", "hvcC", "yuv444p")]
    public async Task Configuration_BuiltFromAByteStream_IsTheBoxOfFFmpeg(string encoder, string box, string format)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var stream = folder[box == "avcC" ? "made.h264" : "made.hevc"];
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25", "-frames:v", "2", "-pix_fmt", format, "-c:v", encoder, "-threads", "1",
            box == "avcC" ? "-x264-params" : "-x265-params", box == "avcC" ? "sliced-threads=0" : "log-level=none:info=0:wpp=0:frame-threads=1", stream);
        await FFmpeg.RunAsync("-r", "25", "-i", stream, "-c", "copy", "-tag:v", box == "avcC" ? "avc1" : "hvc1", folder["made.mp4"]);
        var expected = FindBox(await File.ReadAllBytesAsync(folder["made.mp4"], TestContext.Current.CancellationToken), box);
        var built = Build(box, await File.ReadAllBytesAsync(stream, TestContext.Current.CancellationToken));
        Assert.Equal(Parse(box, expected).Codecs, built.Codecs);
        Assert.Equal(Comparable(box, expected), Comparable(box, built.Bytes.ToArray()));
    }

    [Theory]
    [InlineData("81004C000A0E000000043CFECCDAF95091009040", "av01.0.00M.10.0.110.09.16.09.0", 10, ChromaFormat.Yuv420)]
    [InlineData("812000000A0A200000043CFECCDAF902", "av01.1.00M.08.0.000.02.02.02.0", 8, ChromaFormat.Yuv444)]
    [InlineData("81004C000A0B000000043CFFBC02F84040", "av01.0.00M.10", 10, ChromaFormat.Yuv420)]
    [InlineData("811F4C00", "av01.0.31M.10", 10, ChromaFormat.Yuv420)]
    [InlineData("810DCE00", "av01.0.13H.10.0.112.02.02.02.0", 10, ChromaFormat.Yuv420)]
    public void Av1_OfAllForms_SaysItsColour(string hex, string codecs, int depth, object chroma)
    {
        var configuration = Av1DecoderConfiguration.Parse(Convert.FromHexString(hex));
        Assert.Equal((codecs, depth, chroma), (configuration.Codecs, configuration.BitDepth, (object)configuration.Chroma));
    }

    [Theory]
    [InlineData("81004C000A0E000000043CFECCDAF95091009040")]
    [InlineData("812000000A0A200000043CFECCDAF902")]
    [InlineData("81004C000A0B000000043CFFBC02F84040")]
    public void Av1_BuiltFromItsSequenceHeader_IsTheSame(string hex) =>
        Assert.Equal(hex, Convert.ToHexString(Av1DecoderConfiguration.Build(Convert.FromHexString(hex).AsSpan(4)).Bytes.Span));

    // As SVT-AV1 writes them: it has not settled on its tools when it gives its header out. Metadata that a decoder is to get first stays.
    [Theory]
    [InlineData("", "12000A0B0000000CC4FF671ABE60903203FFFFFF", "0A0B0000000CC4FF671ABE6090")]
    [InlineData("2A03FFFFFF", "0A0B0000000CC4FF671ABE6090", "0A0B0000000CC4FF671ABE60902A03FFFFFF")]
    [InlineData("", "12003203FFFFFF0A0B0000000CC4FF671ABE6090", "0A0B0000000CC4FF6700BE0090")]
    public void Av1_OfASample_HasItsSequenceHeader(string others, string sample, string obus)
    {
        var configuration = Av1DecoderConfiguration.Parse(Convert.FromHexString("81010D000A0B0000000CC4FF6700BE0090" + others));
        Assert.Equal("81010D00" + obus, Convert.ToHexString(configuration.OfSample(Convert.FromHexString(sample)).Bytes.Span));
    }

    [Fact]
    public void Av1_OfASampleThatIsMalformed_Throws() => Assert.Throws<MediaFormatException>(
        () => Av1DecoderConfiguration.Parse(Convert.FromHexString("811F4C00")).OfSample([0x12, 0x00, 0x0A, 0x0B, 0x00]));

    [Theory]
    [InlineData("01000000020BA20910090000", "vp09.02.11.10.01.09.16.09.00")]
    [InlineData("010000000014820101010000", "vp09.00.20.08")]
    [InlineData("010000000014820202020000", "vp09.00.20.08")]
    [InlineData("010000000114870202020000", "vp09.01.20.08.03.02.02.02.01")]
    public void Vp9_OfAllForms_SaysItsColour(string hex, string codecs)
    {
        var configuration = Vp9DecoderConfiguration.Parse(Convert.FromHexString(hex));
        Assert.Equal(codecs, configuration.Codecs);
        var built = Vp9DecoderConfiguration.Build(
            configuration.Profile, configuration.Level, configuration.BitDepth, configuration.ChromaSubsampling, configuration.Colour);
        Assert.Equal(hex, Convert.ToHexString(built.Bytes.Span));
    }

    [Fact]
    public void Av1_WithoutItsSequenceHeader_TakesTheColourOfItsTrack() => Assert.Equal(
        "av01.0.31M.10.0.110.09.16.09.0",
        Av1DecoderConfiguration.Parse(Convert.FromHexString("811F4C00")).OfTrack(new Colour(9, 16, 9, false)).Codecs);

    [Theory]
    [InlineData("apch", "apch", ChromaFormat.Yuv422)]
    [InlineData("ap4x", "ap4x", ChromaFormat.Yuv444)]
    [InlineData("avc1", null, ChromaFormat.Yuv420)]
    public void ProRes_OfASampleEntry_IsKnownByIt(string entry, string? codecs, object chroma)
    {
        var configuration = ProResConfiguration.Of(entry);
        Assert.Equal((codecs, codecs is null ? null : chroma), (configuration?.Codecs, (object?)configuration?.Chroma));
    }

    [Fact]
    public void Vc3_OfASampleEntry_IsKnownByIt() =>
        Assert.Equal(("AVdh", null), (Vc3Configuration.Of("AVdh")?.Codecs, Vc3Configuration.Of("apch")?.Codecs));

    [Fact]
    public void H263_Built_SaysProfileAndLevel()
    {
        var configuration = H263DecoderConfiguration.Build(0, 10);
        Assert.Equal("s263.0.10", H263DecoderConfiguration.Parse(configuration.Bytes.Span).Codecs);
    }

    [Theory]
    [InlineData(0x48, "mp4v.61")]
    [InlineData(0x82, "mp4v.65")]
    [InlineData(0x14, "mp4v.64")]
    public void Mpeg2_BuiltOfASequence_SaysItsProfile(int profileAndLevel, string codecs) => Assert.Equal(
        codecs, Mpeg2DecoderConfiguration.Build(default(Mpeg2SequenceExtension) with { ProfileAndLevel = profileAndLevel }, []).Codecs);

    [Fact]
    public void Mpeg2_OfMainProfile_SaysItsObjectType() => Assert.Equal("mp4v.61", Mpeg2DecoderConfiguration.Parse(0x61, []).Codecs);

    [Theory]
    [MemberData(nameof(Whole))]
    public void Configuration_CutShort_ThrowsOrReads(string box, string hex)
    {
        var content = Convert.FromHexString(hex);
        Assert.NotEmpty(Parse(box, content).Codecs);
        Hostile.Truncate(content, bytes => Parse(box, bytes));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Configuration_Mutated_ThrowsOrReads(string box, string hex) =>
        Hostile.Mutate(Convert.FromHexString(hex), 300, bytes => Parse(box, bytes));

    public static TheoryData<string, string> Whole { get; } = new()
    {
        { "avcC", Avc },
        { "hvcC", HevcMain10 },
        { "av1C", "81004C000A0E000000043CFECCDAF95091009040" },
        { "vpcC", "01000000020BA20910090000" },
        { "dac3", "103DE0" },
        { "dec3", "0C00200F000110" },
        { "dOps", "000601380000BB800000010402000401020305" },
        { "dfLa", "0000000080000022120012000002F10004F30AC440F00000AC449BA95E857124355C11330D327EB66B24" },
        { "esds", "118004C84100010880" },
        { "esds", "2B920800" },
        { "d263", "00000000000A00" },
    };

    private static byte[] FindBox(byte[] file, string box)
    {
        var at = file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(box));
        return file[(at + 4)..(at - 4 + ((file[at - 2] << 8) | file[at - 1]))];
    }

    // min_spatial_segmentation_idc and parallelismType are what FFmpeg makes of the stream; ours promise nothing.
    private static string Comparable(string box, byte[] content) =>
        Convert.ToHexString(box == "hvcC" ? [.. content[..13], .. content[16..]] : content);

    private static IDecoderConfiguration Build(string box, byte[] stream)
    {
        var units = new List<ReadOnlyMemory<byte>>();
        var reader = new AnnexBNalUnits(stream);
        while (reader.TryRead(out var unit))
        {
            units.Add(unit.Bytes.ToArray());
        }

        return box == "avcC"
            ? AvcDecoderConfiguration.Build(
                [.. units.Where(unit => AvcParameterSets.TypeOf(unit.Span) == AvcNalUnitType.SequenceParameterSet)],
                [.. units.Where(unit => AvcParameterSets.TypeOf(unit.Span) == AvcNalUnitType.PictureParameterSet)])
            : HevcDecoderConfiguration.Build([.. units.Where(unit =>
                HevcParameterSets.TypeOf(unit.Span) is >= HevcNalUnitType.VideoParameterSet and <= HevcNalUnitType.PictureParameterSet)]);
    }

    private static IDecoderConfiguration Parse(string box, ReadOnlySpan<byte> content) => box switch
    {
        "avcC" => AvcDecoderConfiguration.Parse(content),
        "hvcC" => HevcDecoderConfiguration.Parse(content),
        "av1C" => Av1DecoderConfiguration.Parse(content),
        "vpcC" => Vp9DecoderConfiguration.Parse(content),
        "dac3" => Ac3Configuration.Parse(content),
        "dec3" => Eac3Configuration.Parse(content),
        "dOps" => OpusConfiguration.Parse(content),
        "dfLa" => FlacConfiguration.Parse(content),
        "d263" => H263DecoderConfiguration.Parse(content),
        _ => AudioSpecificConfig.Parse(content),
    };
}
