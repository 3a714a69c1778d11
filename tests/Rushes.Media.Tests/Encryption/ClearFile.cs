using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Vp9;
using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Encryption;

/// <summary>Makes fragmented files with one clear track.</summary>
internal static class ClearFile
{
    public static Task<string> EncodeAsync(string path, string encoder, string parameters = "")
    {
        string[] input = encoder == "aac"
            ? ["-f", "lavfi", "-i", "sine=r=48000:d=3", "-ac", "1", "-frag_duration", "1000000"]
            : ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=3", "-pix_fmt", "yuv420p", "-g", "25"];
        string[] options = encoder switch
        {
            "libx264" => ["-x264-params", parameters],
            "libaom-av1" => ["-cpu-used", "8", "-tiles", "2x2"],
            "libvpx-vp9" => ["-cpu-used", "8", "-auto-alt-ref", "1", "-lag-in-frames", "16"],
            "libx265" => ["-x265-params", parameters.Length > 0 ? parameters : "log-level=none"],
            _ => [],
        };

        // libaom gives its sequence header with the first packet.
        var moov = encoder == "libaom-av1" ? "delay_moov" : "empty_moov";
        return FFmpeg.RunAsync([.. input, "-c", encoder, .. options, "-movflags", $"+frag_keyframe+{moov}+default_base_moof", path]);
    }

    public static async Task<FragmentedFile> ParseAsync(byte[] bytes) =>
        await FragmentedFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);

    public static Task<byte[]> ReadAsync(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

    public static ISubsampleRule? Rule(FragmentedFile file)
    {
        if (file.Kind == TrackKind.Audio)
        {
            return null;
        }

        new BoxReader(file.SampleEntry.Span, 0, "stsd").TryReadBox(out var type, out var entry);
        entry.Skip(78);
        IDecoderConfiguration configuration = type.ToString() switch
        {
            "avc1" => AvcDecoderConfiguration.Parse(entry.Find("avcC"u8).ReadToEnd()),
            "av01" => Av1DecoderConfiguration.Parse(entry.Find("av1C"u8).ReadToEnd()),
            "vp09" => Vp9DecoderConfiguration.Parse(entry.Find("vpcC"u8).ReadToEnd()),
            _ => HevcDecoderConfiguration.Parse(entry.Find("hvcC"u8).ReadToEnd()),
        };
        return SubsampleRules.For(configuration);
    }
}
