using System.Globalization;
using Rushes.Contracts;
using Rushes.Streaming.Ladders;

namespace Rushes.Benchmarks;

/// <summary>
/// The peer: one FFmpeg command, as an engineer would write it, that makes the renditions of the standard ladder with the
/// same encoder settings, and the sound. FFmpeg chooses its threads.
/// </summary>
internal static class HandWrittenCommand
{
    private const string Scaling = "flags=bicubic+accurate_rnd+full_chroma_int+bitexact";

    /// <param name="codec">avc, hevc or av1.</param>
    /// <param name="sizes">Of the rungs that Rushes made of the source, by height.</param>
    /// <param name="pixels">FFmpeg's name of the pixel format that Rushes encoded.</param>
    /// <param name="audioChannels">0: there is no sound.</param>
    public static IEnumerable<string> Arguments(
        string codec, string source, string folder, IReadOnlyDictionary<int, int> sizes, string pixels, int audioChannels)
    {
        var rungs = StandardLadder.Of(codec).Rungs.Where(rung => sizes.ContainsKey(rung.Height)).ToArray();
        var splits = string.Concat(rungs.Select(rung => $"[i{rung.Height}]"));
        var scales = rungs.Select(rung => $"[i{rung.Height}]scale={sizes[rung.Height]}:{rung.Height}:{Scaling},format={pixels}[o{rung.Height}]");
        return
        [
            "-nostdin", "-v", "error", "-y", "-i", source,
            "-filter_complex", $"[0:v:0]split={rungs.Length}{splits};{string.Join(';', scales)}",
            .. rungs.SelectMany(rung => Output(codec, rung, folder)),
            .. audioChannels > 0 ? Audio(folder, audioChannels) : [],
        ];
    }

    private static IEnumerable<string> Output(string codec, Rung rung, string folder) =>
    [
        "-map", $"[o{rung.Height}]", .. Encoder(codec, rung), "-force_key_frames", "expr:gte(t,n_forced*2)",
        "-fps_mode", "passthrough", "-movflags", "+faststart", Path.Combine(folder, $"{rung.Name}.mp4"),
    ];

    private static IEnumerable<string> Encoder(string codec, Rung rung)
    {
        var rate = rung.Rate;
        string[] quality = ["-preset", rung.Preset, "-crf", Text(rate.Crf)];
        return codec switch
        {
            "avc" =>
            [
                "-c:v", "libx264", .. quality, "-profile:v", "high", "-maxrate", Text(rate.Maxrate), "-bufsize", Text(rate.Buffer),
                "-x264-params", "keyint=infinite:min-keyint=infinite:open-gop=0:stitchable=1",
            ],
            "hevc" =>
            [
                "-c:v", "libx265", .. quality, "-maxrate", Text(rate.Maxrate), "-bufsize", Text(rate.Buffer),
                "-x265-params", "keyint=-1:min-keyint=1:open-gop=0:log-level=error",
            ],
            "av1" => ["-c:v", "libsvtav1", .. quality, "-g", "9999", "-svtav1-params", $"mbr={Text(rate.Maxrate / 1000)}"],
            _ => throw new ArgumentException($"There is no command for {codec}.", nameof(codec)),
        };
    }

    private static IEnumerable<string> Audio(string folder, int channels) =>
        ["-map", "0:a", "-c:a", "aac", "-b:a", Text(64_000L * channels), Path.Combine(folder, "audio.mp4")];

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
