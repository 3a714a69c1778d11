using System.Buffers.Binary;
using Rushes.Media.Bitstreams.Vp9;

namespace Rushes.Media.Tests.Bitstreams.Vp9;

/// <summary>Frame headers of real streams, against FFmpeg's reading of them.</summary>
public sealed class Vp9TraceTests
{
    [Theory]
    [InlineData("i-fragmented/bbb_642x642_768kbps_30fps_vp9.webm")]
    [InlineData("b-hdr/roadtrip-vp92-10bit.webm")]
    [InlineData("malformed/mozfuzz_test_av_vp9_mp3_320x240.mp4")]
    public async Task Headers_OfARealStream_ReadAsFFmpegReadsThem(string name) => await CompareAsync(SharedMedia.Path(name));

    [Theory]
    [InlineData("-deadline realtime -cpu-used 8 -error-resilient 1 -pix_fmt yuv420p")]
    [InlineData("-cpu-used 5 -auto-alt-ref 1 -lag-in-frames 16 -tile-columns 2 -tile-rows 1 -pix_fmt yuv444p")]
    [InlineData("-cpu-used 5 -aq-mode 2 -frame-parallel 1 -pix_fmt yuv422p12le")]
    [InlineData("-cpu-used 5 -lossless 1 -pix_fmt gbrp")]
    [InlineData("-deadline realtime -cpu-used 8 -aq-mode 3 -b:v 30k -maxrate 30k -bufsize 10k -pix_fmt yuv420p")]
    public async Task Headers_OfWhatAnEncoderCanDo_ReadAsFFmpegReadsThem(string options)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var path = folder["made.webm"];
        await FFmpeg.RunAsync(
            ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=25,noise=alls=8", "-frames:v", "40", "-c:v", "libvpx-vp9", .. options.Split(' '), path]);
        await CompareAsync(path);
    }

    [Theory]
    [InlineData("C8", 1, 0)]
    [InlineData("8282 C901000100C9", 2, 6)]
    [InlineData("8282 C10101C1", 2, 4)]
    public void Superframe_WithAndWithoutAnIndex_GivesItsFrames(string hex, int frames, int indexSize)
    {
        var superframe = new Vp9Superframe(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal((frames, indexSize), (superframe.Count, superframe.IndexSize));
    }

    private static async Task CompareAsync(string file)
    {
        var (stream, units) = await TraceHeaders.RunAsync(file, "", "ivf", 100);
        var traced = units.Where(unit => unit.Name == "Frame").ToList();
        var state = new Vp9FrameState();
        var at = 0;

        // IVF: a header of 32 bytes, then each sample behind 12 bytes that start with its size.
        for (var position = 32; position < stream.Length;)
        {
            var sample = stream.AsSpan(position + 12, BinaryPrimitives.ReadInt32LittleEndian(stream.AsSpan(position)));
            position += 12 + sample.Length;
            var frames = new Vp9Superframe(sample);
            while (frames.TryRead(out var offset, out var size))
            {
                Compare(traced[at++], state.Read(sample.Slice(offset, size)));
                Hostile.Truncate(sample.Slice(offset, Math.Min(size, 40)), bytes => new Vp9FrameState().Read(bytes));
                Hostile.Mutate(sample.Slice(offset, Math.Min(size, 40)), 20, bytes => new Vp9FrameState().Read(bytes));
            }
        }

        Assert.Equal(traced.Count, at);
        Assert.NotEmpty(traced);
    }

    private static void Compare(TracedUnit traced, Vp9FrameHeader frame)
    {
        Assert.Equal(
            (traced["show_existing_frame"] == 1, traced["header_size_in_bytes"], (traced.End + 7) / 8),
            (frame.ShowsExisting, frame.CompressedHeaderBytes, frame.HeaderBytes));
        if (!frame.ShowsExisting)
        {
            Assert.Equal(
                (traced["frame_type"] == 0, traced["show_frame"] == 1, traced["intra_only"] == 1, traced["refresh_frame_flags", 255]),
                (frame.IsKey, frame.IsShown, frame.IsIntraOnly, frame.RefreshedSlots));
        }

        if (frame.IsKey)
        {
            Assert.Equal((traced["frame_width_minus_1"] + 1, traced["color_space"]), (frame.Width, frame.Format.ColorSpace));
        }
    }
}
