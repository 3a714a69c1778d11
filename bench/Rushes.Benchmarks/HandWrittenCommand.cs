using System.Globalization;

namespace Rushes.Benchmarks;

/// <summary>
/// The peer: one FFmpeg command, as an engineer would write it, that makes the renditions of the standard ladder with the
/// same encoder settings, and the sound. FFmpeg chooses its threads.
/// </summary>
internal static class HandWrittenCommand
{
    private const string Scaling = "flags=bicubic+accurate_rnd+full_chroma_int+bitexact";

    private static readonly (int Width, int Height, int Kilobits)[] Ladder =
        [(1920, 1080, 6000), (1280, 720, 3000), (854, 480, 1400), (640, 360, 800), (426, 240, 400)];

    /// <param name="heights">The rungs that Rushes made of the source.</param>
    public static IEnumerable<string> Arguments(string source, string folder, IReadOnlySet<int> heights, int audioChannels)
    {
        var rungs = Ladder.Where(rung => heights.Contains(rung.Height)).ToArray();
        var splits = string.Concat(rungs.Select(rung => $"[i{rung.Height}]"));
        var scales = rungs.Select(rung => $"[i{rung.Height}]scale={rung.Width}:{rung.Height}:{Scaling},format=yuv420p[o{rung.Height}]");
        return
        [
            "-nostdin", "-v", "error", "-y", "-i", source,
            "-filter_complex", $"[0:v:0]split={rungs.Length}{splits};{string.Join(';', scales)}",
            .. rungs.SelectMany(rung => Output(rung, folder)),
            .. audioChannels > 0 ? Audio(folder, audioChannels) : [],
        ];
    }

    private static IEnumerable<string> Output((int Width, int Height, int Kilobits) rung, string folder) =>
    [
        "-map", $"[o{rung.Height}]", "-c:v", "libx264", "-preset", "medium", "-profile:v", "high", "-crf", "21",
        "-maxrate", Kilobits(rung.Kilobits), "-bufsize", Kilobits(2 * rung.Kilobits),
        "-x264-params", "keyint=infinite:min-keyint=infinite:open-gop=0:stitchable=1", "-force_key_frames", "expr:gte(t,n_forced*2)",
        "-fps_mode", "passthrough", "-movflags", "+faststart", Path.Combine(folder, $"{rung.Height}p.mp4"),
    ];

    private static IEnumerable<string> Audio(string folder, int channels) =>
        ["-map", "0:a", "-c:a", "aac", "-b:a", Kilobits(64 * channels), Path.Combine(folder, "audio.mp4")];

    private static string Kilobits(int value) => string.Create(CultureInfo.InvariantCulture, $"{value}k");
}
