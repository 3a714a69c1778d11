namespace Rushes.Benchmarks;

/// <summary>The FFmpeg of both sides.</summary>
internal static class FFmpegProgram
{
    public static string Path => Environment.GetEnvironmentVariable("RUSHES_FFMPEG") ?? "ffmpeg";
}
