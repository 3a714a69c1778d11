using System.Globalization;
using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Sei;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Bitstreams.Sei;

/// <summary>SEI messages of real streams, against FFmpeg's reading of them.</summary>
public sealed class SeiTraceTests
{
    private static readonly string[] Names =
        ["Mastering Display", "Content Light", "Picture Timing", "Recovery Point", "User Data Registered", "Alternative Transfer"];

    [Theory]
    [InlineData("c-interlaced/dvb_1080i_h264_eac3.ts")]
    [InlineData("c-interlaced/sony_a7m3_1080i50.mts")]
    [InlineData("c-interlaced/fate_direct-bff.mkv")]
    [InlineData("c-interlaced/fate_interlaced_crop.mp4")]
    [InlineData("i-fragmented/fragmented_captions.mp4")]
    [InlineData("i-fragmented/sd-hls0000000000.ts")]
    public async Task Avc_OfARealStream_ReadsAsFFmpegReadsIt(string name)
    {
        var filter = Path.GetExtension(name) is ".ts" or ".mts" ? "" : "h264_mp4toannexb,dump_extra=freq=all,";
        var (stream, units) = await TraceHeaders.RunAsync(SharedMedia.Path(name), filter, "h264", 100);
        var found = new List<string>();
        AvcUsability? usability = null;
        var nalUnits = new AnnexBNalUnits(stream);
        while (nalUnits.TryRead(out var unit))
        {
            var type = AvcParameterSets.TypeOf(unit.Bytes);
            usability = type == AvcNalUnitType.SequenceParameterSet ? AvcSequenceParameterSet.Parse(unit.Bytes).Usability : usability;
            if (type == AvcNalUnitType.Sei)
            {
                Read(unit.Bytes, 1, found, message => DescribeAvc(message, usability));
            }
        }

        Assert.Equal(Describe(units), found);
        Assert.NotEmpty(found);
    }

    [Theory]
    [InlineData("b-hdr/hdr10plus_ToS-s01.h265")]
    [InlineData("b-hdr/hdr10plus_multimsg-sei.hevc")]
    [InlineData("b-hdr/fate_hdr10tags-both.mkv")]
    [InlineData("j-4k/tsduck_2160p25_hevc_scte35.ts")]
    public async Task Hevc_OfARealStream_ReadsAsFFmpegReadsIt(string name)
    {
        var filter = Path.GetExtension(name) == ".mkv" ? "hevc_mp4toannexb," : "";
        var (stream, units) = await TraceHeaders.RunAsync(SharedMedia.Path(name), filter, "hevc", 100);
        var found = new List<string>();
        HevcUsability? usability = null;
        var nalUnits = new AnnexBNalUnits(stream);
        while (nalUnits.TryRead(out var unit))
        {
            var type = HevcParameterSets.TypeOf(unit.Bytes);
            usability = type == HevcNalUnitType.SequenceParameterSet ? HevcSequenceParameterSet.Parse(unit.Bytes).Usability : usability;
            if (type is HevcNalUnitType.PrefixSei or HevcNalUnitType.SuffixSei)
            {
                Read(unit.Bytes, 2, found, message => DescribeHevc(message, usability));
            }
        }

        Assert.Equal(Describe(units), found);
        Assert.NotEmpty(found);
    }

    [Theory]
    [InlineData("B5003C00010401", RegisteredData.Hdr10Plus)]
    [InlineData("B500314741393403", RegisteredData.Captions)]
    [InlineData("B500314454473141", RegisteredData.ActiveFormat)]
    [InlineData("B5003B0000080037", RegisteredData.DolbyVision)]
    [InlineData("26000400", RegisteredData.Unknown)]
    public void RegisteredData_OfAKnownBeginning_IsKnown(string hex, object expected)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal(expected, RegisteredDataReading.Identify(new BitReader(bytes, "test")));
        Hostile.Truncate(bytes, cut => RegisteredDataReading.Identify(new BitReader(cut, "test")));
    }

    [Fact]
    public void MasteringDisplay_OfAv1_IsInTheSameUnits()
    {
        // 0.708, 0.292 …: BT.2020; 1000 cd/m² and 0.005 cd/m².
        var bytes = Convert.FromHexString("B53F4AC02B85CC0821CA0BC650105430" + "0003E800" + "00000052");
        var display = HdrMetadata.ReadAv1MasteringDisplay(new BitReader(bytes, "test"));
        Assert.Equal(new Chromaticity(35400, 14600), display.Red);
        Assert.Equal((10_000_000u, 50u), (display.MaximumLuminance, display.MinimumLuminance));
    }

    private delegate string? Describer(SeiMessage message);

    private static void Read(ReadOnlySpan<byte> unit, int headerSize, List<string> found, Describer describe)
    {
        var reader = new SeiReader(unit, headerSize);
        while (reader.TryRead(out var message))
        {
            Assert.True(unit[message.Offset..].StartsWith(message.Payload));
            if ((describe(message) ?? DescribeCommon(message)) is { } text)
            {
                found.Add(text);
            }
        }
    }

    private static string? DescribeAvc(SeiMessage message, AvcUsability? usability)
    {
        switch (message.Type)
        {
            case SeiType.PictureTiming:
                var timing = AvcPictureTiming.Read(message.Bits, usability);
                return Text("Picture Timing", timing.CpbRemovalDelay, timing.DpbOutputDelay, timing.PictureStructure ?? 0, timing.Timestamp?.Frames ?? 0);
            case SeiType.RecoveryPoint:
                var point = AvcRecoveryPoint.Read(message.Bits);
                return Text("Recovery Point", point.FrameCount, point.IsExact ? 1 : 0);
            default:
                return null;
        }
    }

    private static string? DescribeHevc(SeiMessage message, HevcUsability? usability)
    {
        switch (message.Type)
        {
            case SeiType.PictureTiming:
                var timing = HevcPictureTiming.Read(message.Bits, usability);
                return Text("Picture Timing", Math.Max(0, timing.CpbRemovalDelay - 1), timing.DpbOutputDelay, timing.PictureStructure ?? 0, 0);
            case SeiType.RecoveryPoint:
                var point = HevcRecoveryPoint.Read(message.Bits);
                return Text("Recovery Point", point.PictureOrderCount, point.IsExact ? 1 : 0);
            default:
                return null;
        }
    }

    private static string? DescribeCommon(SeiMessage message)
    {
        switch (message.Type)
        {
            case SeiType.MasteringDisplay:
                var display = HdrMetadata.ReadMasteringDisplay(message.Bits);
                return Text("Mastering Display", display.Green.X, display.Red.Y, display.MaximumLuminance, display.MinimumLuminance);
            case SeiType.ContentLight:
                var light = HdrMetadata.ReadContentLight(message.Bits);
                return Text("Content Light", light.Maximum, light.MaximumFrameAverage);
            case SeiType.UserDataRegistered:
                return Text("User Data Registered", message.Payload[0]);
            case SeiType.AlternativeTransfer:
                return Text("Alternative Transfer", message.Bits.Read(8));
            default:
                return null;
        }
    }

    private static List<string> Describe(IEnumerable<TracedUnit> units) => [.. units.Select(Describe).OfType<string>()];

    private static string? Describe(TracedUnit unit) => Names.FirstOrDefault(name => unit.Name.StartsWith(name, StringComparison.Ordinal)) switch
    {
        "Mastering Display" => Text("Mastering Display", unit["display_primaries_x[0]"], unit["display_primaries_y[2]"], unit["max_display_mastering_luminance"], unit["min_display_mastering_luminance"]),
        "Content Light" => Text("Content Light", unit["max_content_light_level"], unit["max_pic_average_light_level"]),
        "Picture Timing" => Text("Picture Timing", unit["cpb_removal_delay", unit["au_cpb_removal_delay_minus1"]], unit["dpb_output_delay", unit["pic_dpb_output_delay"]], unit["pic_struct"], unit["n_frames"]),
        "Recovery Point" => Text("Recovery Point", unit["recovery_frame_cnt", unit["recovery_poc_cnt"]], unit["exact_match_flag"]),
        "User Data Registered" => Text("User Data Registered", unit["itu_t_t35_country_code"]),
        "Alternative Transfer" => Text("Alternative Transfer", unit["preferred_transfer_characteristics"]),
        _ => null,
    };

    private static string Text(string name, params long[] values) => string.Create(CultureInfo.InvariantCulture, $"{name}: {string.Join(' ', values)}");
}
