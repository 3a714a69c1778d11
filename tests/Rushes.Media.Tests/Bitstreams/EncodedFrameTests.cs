using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Audio;
using Rushes.Media.Bitstreams.H263;
using Rushes.Media.Bitstreams.ProRes;
using Rushes.Media.Bitstreams.Vc3;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Bitstreams;

/// <summary>Frames that FFmpeg was told to make in a certain way say so.</summary>
public sealed class EncodedFrameTests
{
    [Theory]
    [InlineData("-profile:v 3 -s 640x360", 640, 360, ChromaFormat.Yuv422, 0, 0)]
    [InlineData("-profile:v 4 -pix_fmt yuva444p10le -alpha_bits 16 -s 320x180", 320, 180, ChromaFormat.Yuv444, 0, 16)]
    [InlineData("-profile:v 2 -s 720x576 -flags +ildct -vf scale=720:576,setfield=tff", 720, 576, ChromaFormat.Yuv422, 1, 0)]
    [InlineData("-profile:v 0 -s 720x480 -flags +ildct -vf scale=720:480,setfield=bff", 720, 480, ChromaFormat.Yuv422, 2, 0)]
    public async Task ProRes_OfAnyKind_SaysIt(string options, int width, int height, object chroma, int interlace, int alpha)
    {
        var file = await MakeAsync("made.mov", $"-c:v prores_ks {options}");
        var frame = file.AsMemory(file.AsSpan().IndexOf("icpf"u8) - 4);
        var header = ProResFrameHeader.Parse(frame.Span);
        Assert.Equal((width, height, chroma), (header.Width, header.Height, (object)header.Chroma));
        Assert.Equal((interlace, alpha, new Colour(9, 16, 9, false)), (header.InterlaceMode, header.AlphaBits, header.Colour));
        Attack(frame.Span[..40], bytes => ProResFrameHeader.Parse(bytes));
    }

    [Theory]
    [InlineData("-b:v 120M -s 1920x1080 -pix_fmt yuv422p", 1920, 1080, 8, false)]
    [InlineData("-b:v 185M -s 1920x1080 -pix_fmt yuv422p -flags +ildct -vf scale=1920:1080,setfield=tff", 1920, 1080, 8, true)]
    [InlineData("-profile:v dnxhr_hqx -s 640x360 -pix_fmt yuv422p10le", 640, 360, 10, false)]
    [InlineData("-profile:v dnxhr_444 -s 854x480 -pix_fmt yuv444p10le", 854, 480, 10, false)]
    public async Task Vc3_OfAnyKind_SaysIt(string options, int width, int height, int depth, bool isInterlaced)
    {
        var frame = await MakeAsync("made.dnxhd", $"-c:v dnxhd {options}");
        var header = Vc3FrameHeader.Parse(frame);
        Assert.Equal((width, height, depth, isInterlaced), (header.Width, header.Height, header.BitDepth, header.IsInterlaced));
        Assert.Equal(options.Contains("dnxhr", StringComparison.Ordinal), header.IsDnxHr);
        Attack(frame.AsSpan(0, 0x40), bytes => Vc3FrameHeader.Parse(bytes));
    }

    [Theory]
    [InlineData("-c:v h263 -s 176x144", 176, 144, false, "30000/1001")]
    [InlineData("-c:v h263 -s 704x576", 704, 576, false, "30000/1001")]
    [InlineData("-c:v h263p -umv 1 -s 320x184 -f rawvideo", 320, 184, true, "25")]
    [InlineData("-c:v h263p -r 24000/1001 -s 352x288 -aspect 47:30 -f rawvideo", 352, 288, true, "24000/1001")]
    public async Task H263_OfAnyKind_SaysIt(string options, int width, int height, bool isExtended, string clock)
    {
        var stream = await MakeAsync("made.h263", options);
        Assert.Equal(new H263PictureHeader(0, true, width, height, isExtended, Rational.Parse(clock)), H263PictureHeader.Parse(stream));
        Attack(stream.AsSpan(0, 16), bytes => H263PictureHeader.Parse(bytes));
    }

    [Theory]
    [InlineData("-c:a ac3 -b:a 448k", "5.1", 48000)]
    [InlineData("-c:a ac3 -b:a 192k", "stereo", 44100)]
    public async Task Ac3_OfAFrame_IsTheBoxOfFFmpeg(string options, string layout, int sampleRate)
    {
        var (frames, box) = await MakeSoundAsync("ac3", "dac3", options, layout, sampleRate);
        var header = Ac3FrameHeader.Parse(frames);
        Assert.Equal(0x0B77, (frames[header.FrameSize] << 8) | frames[header.FrameSize + 1]);
        Assert.Equal(box, Convert.ToHexString(Ac3Configuration.Build(header).Bytes.Span));
        Attack(frames.AsSpan(0, 12), bytes => Ac3FrameHeader.Parse(bytes));
    }

    [Theory]
    [InlineData("-c:a eac3 -b:a 384k", "5.1", 48000)]
    [InlineData("-c:a eac3 -b:a 96k -mixing_level 90 -room_type large", "mono", 32000)]
    [InlineData("-c:a eac3 -b:a 192k -dmix_mode ltrt -ltrt_cmixlev 0.7", "quad(side)", 48000)]
    public async Task Eac3_OfASample_IsTheBoxOfFFmpeg(string options, string layout, int sampleRate)
    {
        var (frames, box) = await MakeSoundAsync("eac3", "dec3", options, layout, sampleRate);
        var size = Eac3FrameHeader.Parse(frames).FrameSize;
        var built = Convert.ToHexString(Eac3Configuration.FromSample(frames.AsSpan(0, size)).Bytes.Span);
        Assert.StartsWith(built[4..], box[4..], StringComparison.Ordinal); // behind data_rate, which is what the whole file has
        Attack(frames.AsSpan(0, 40), bytes => Eac3FrameHeader.Parse(bytes));
    }

    [Fact]
    public async Task Eac3_With7Point1_SaysWhatDependentSubstreamsAdd()
    {
        var stream = await File.ReadAllBytesAsync(SharedMedia.Path("d-multichannel/fate_the_great_wall_7.1.eac3"), TestContext.Current.CancellationToken);
        var first = Ac3FrameHeader.Parse(stream); // a core that older decoders play
        var second = Eac3FrameHeader.Parse(stream.AsSpan(first.FrameSize));
        Assert.True(second.IsDependent);
        var configuration = Eac3Configuration.FromSample(stream.AsSpan(0, first.FrameSize + second.FrameSize));
        Assert.Equal((8, 1), (configuration.Channels, configuration.Substreams[0].DependentSubstreams));
    }

    private static async Task<byte[]> MakeAsync(string name, string options)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await FFmpeg.RunAsync(["-f", "lavfi", "-i", "testsrc2=s=352x288:r=25,setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc", "-frames:v", "2", .. options.Split(' '), folder[name]]);
        return await File.ReadAllBytesAsync(folder[name], TestContext.Current.CancellationToken);
    }

    private static async Task<(byte[] Frames, string Box)> MakeSoundAsync(string format, string box, string options, string layout, int sampleRate)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await FFmpeg.RunAsync(
            ["-f", "lavfi", "-i", $"sine=r={sampleRate}:d=0.5,aformat=channel_layouts={layout}", .. options.Split(' '), "-f", format, folder["raw"]]);
        await FFmpeg.RunAsync("-f", format, "-i", folder["raw"], "-c", "copy", folder["made.mp4"]);
        var file = await File.ReadAllBytesAsync(folder["made.mp4"], TestContext.Current.CancellationToken);
        var at = file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(box));
        var size = (file[at - 2] << 8) | file[at - 1];
        return (await File.ReadAllBytesAsync(folder["raw"], TestContext.Current.CancellationToken), Convert.ToHexString(file.AsSpan(at + 4, size - 8)));
    }

    private static void Attack(ReadOnlySpan<byte> head, Hostile.Parser parse)
    {
        Hostile.Truncate(head, parse);
        Hostile.Mutate(head, 300, parse);
    }
}
