using Rushes.Media.Bitstreams.Av1;

namespace Rushes.Media.Tests.Bitstreams.Av1;

/// <summary>Sequence and frame headers of real streams, against FFmpeg's reading of them.</summary>
public sealed class Av1TraceTests
{
    [Theory]
    [InlineData("b-hdr/hdr10-av1.mp4")]
    [InlineData("b-hdr/sample_with_colr_mdcv_and_clli.mp4")]
    [InlineData("b-hdr/testsrc2_av1_10bit.mp4")]
    [InlineData("i-fragmented/fate_av1-1-b8-03-sizeup.mkv")]
    [InlineData("malformed/mp4parse_tiny_av1.mp4")]
    public async Task Headers_OfARealStream_ReadAsFFmpegReadsThem(string name) => await CompareAsync(SharedMedia.Path(name));

    [Theory]
    [InlineData("libaom-av1", "-cpu-used 8 -tiles 2x2 -error-resilience 1 -pix_fmt yuv420p")]
    [InlineData("libaom-av1", "-cpu-used 6 -aom-params film-grain-test=3:enable-restoration=1:sb-size=128 -pix_fmt yuv420p10le")]
    [InlineData("libaom-av1", "-cpu-used 8 -aom-params enable-order-hint=0:enable-warped-motion=0 -pix_fmt yuv422p12le -strict -2")]
    [InlineData("libaom-av1", "-cpu-used 8 -aom-params tune-content=screen:enable-intrabc=1:lossless=1 -pix_fmt yuv444p")]
    [InlineData("libaom-av1", "-cpu-used 8 -aom-params aq-mode=1:deltaq-mode=1:enable-qm=1 -lag-in-frames 0 -pix_fmt gray")]
    [InlineData("libaom-av1", "-cpu-used 8 -still-picture 1 -frames:v 1 -pix_fmt yuv420p")]
    [InlineData("libaom-av1", "-cpu-used 8 -aom-params num-tile-groups=3:tile-rows=2:tile-columns=1:frame-parallel=1 -pix_fmt yuv420p")]
    [InlineData("libsvtav1", "-preset 10 -svtav1-params film-grain=10:tile-rows=1:tile-columns=1:lp=1 -pix_fmt yuv420p10le")]
    [InlineData("libsvtav1", "-preset 10 -svtav1-params pred-struct=1:scm=1:lp=1:enable-tf=0 -pix_fmt yuv420p")]
    [InlineData("librav1e", "-speed 10 -tiles 4 -pix_fmt yuv444p10le")]
    public async Task Headers_OfWhatEncodersCanDo_ReadAsFFmpegReadsThem(string encoder, string options)
    {
        FFmpeg.SkipWhenMissing();
        Environment.SetEnvironmentVariable("SVT_LOG", "1"); // SVT-AV1 speaks on the way, unless its environment says: errors alone
        using var folder = new TemporaryFolder();
        var path = folder["made.mkv"];
        await FFmpeg.RunAsync(
            ["-f", "lavfi", "-i", "testsrc2=s=384x256:r=25,noise=alls=8", "-frames:v", "20", "-c:v", encoder, .. options.Split(' '), path]);
        await CompareAsync(path);
    }

    private static async Task CompareAsync(string file)
    {
        var (stream, units) = await TraceHeaders.RunAsync(file, "", "obu", 150);
        var traced = units.Where(unit => unit.Name is "Sequence Header" or "Frame Header" or "Tile Group").ToList();
        var state = new Av1FrameState();
        var at = 0;
        byte[] sequence = [];
        var obus = new Av1ObuReader(stream);
        while (obus.TryRead(out var obu))
        {
            var frame = state.Read(obu);
            if (obu.Type == Av1ObuType.SequenceHeader)
            {
                Compare(traced[at++], state.Sequence!);
                sequence = obu.Payload.ToArray();
            }
            else if (frame is { } read)
            {
                if (obu.Type != Av1ObuType.TileGroup)
                {
                    Compare(traced[at++], read.Header, obu.HeaderSize * 8);
                }

                at += read.Tiles > 0 ? 1 : 0;
                Attack(sequence, obu.Type, obu.Payload);
                CompareTiles(read, obu.Payload);
            }
        }

        Assert.Equal(traced.Count, at);
        Assert.Contains(traced, unit => unit.Name == "Frame Header");
    }

    private static void Attack(byte[] sequence, Av1ObuType type, ReadOnlySpan<byte> payload)
    {
        var head = payload[..Math.Min(payload.Length, 50)];
        Hostile.Truncate(head, bytes => Read(sequence, type, bytes));
        Hostile.Mutate(head, 20, bytes => Read(sequence, type, bytes));
        Hostile.Mutate(sequence, 20, bytes => Read(bytes, type, sequence));
    }

    private static void Read(ReadOnlySpan<byte> sequence, Av1ObuType type, ReadOnlySpan<byte> payload)
    {
        var state = new Av1FrameState();
        state.Read(new Av1Obu(Av1ObuType.SequenceHeader, 0, 0, false, 0, 2, sequence));
        if (state.Read(new Av1Obu(type, 0, 0, false, 0, 2, payload)) is { } frame)
        {
            var tiles = frame.ReadTiles(payload);
            while (tiles.TryRead(out var offset, out var size))
            {
                Assert.True(offset + size <= payload.Length);
            }
        }
    }

    private static void Compare(TracedUnit traced, Av1SequenceHeader sequence)
    {
        Assert.Equal("Sequence Header", traced.Name);
        Assert.Equal(
            (traced["seq_profile"], traced["seq_level_idx[0]"], traced["max_frame_width_minus_1"] + 1, traced["max_frame_height_minus_1"] + 1),
            (sequence.Profile, sequence.OperatingPoints[0].Level, sequence.MaxWidth, sequence.MaxHeight));
        Assert.Equal(
            (traced["mono_chrome"] == 1, traced["color_primaries", 2], traced["film_grain_params_present"] == 1, traced["enable_superres"] == 1),
            (sequence.Color.Monochrome, sequence.Color.Colour.Primaries, sequence.HasFilmGrain, sequence.EnableSuperres));
    }

    private static void Compare(TracedUnit traced, Av1FrameHeader frame, int start)
    {
        Assert.Equal("Frame Header", traced.Name);
        Assert.Equal(traced["show_existing_frame"] == 1, frame.ShowsExisting);
        Assert.Equal(traced.End - start, frame.HeaderBits);
        if (!frame.ShowsExisting)
        {
            Assert.Equal(
                (traced["frame_type"], traced["show_frame", 1] == 1, traced["order_hint"], traced["base_q_idx"]),
                ((long)frame.FrameType, frame.IsShown, frame.OrderHint, frame.BaseQuantizer));
        }
    }

    // Sizes that are said must leave something for the last tile, which says none.
    private static void CompareTiles(Av1FrameObu frame, ReadOnlySpan<byte> payload)
    {
        var tiles = frame.ReadTiles(payload);
        var (count, end) = (0, frame.Tiles > 0 ? 0 : payload.Length);
        for (; tiles.TryRead(out var offset, out var size); count++)
        {
            Assert.True(size > 0);
            end = offset + size;
        }

        Assert.Equal((frame.Tiles, payload.Length), (count, end));
    }
}
