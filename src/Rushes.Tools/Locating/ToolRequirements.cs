namespace Rushes.Tools.Locating;

/// <summary>The one table of what we need of FFmpeg. The locator goes by it, and the doctor shows it.</summary>
public static class ToolRequirements
{
    /// <summary>FFmpeg 7.0, told by the major version of its libavutil.</summary>
    public const int LibavutilMajor = 59;

    /// <summary>The same for people.</summary>
    public const string FfmpegVersion = "7.0";

    public static IReadOnlyList<ToolRequirement> Ffmpeg { get; } =
    [
        Now(ToolFeature.Encoder, "libx264", "avc"),
        Now(ToolFeature.Encoder, "aac", "audio"),
        Later(ToolFeature.Filter, "libvmaf", "quality"),
        Later(ToolFeature.Encoder, "libx265", "hevc"),
        Later(ToolFeature.Encoder, "libsvtav1", "av1"),
        Later(ToolFeature.Encoder, "libvpx-vp9", "vp9"),
        Later(ToolFeature.Encoder, "prores_ks", "prores"),
        Later(ToolFeature.Encoder, "dnxhd", "dnxhr"),
        Later(ToolFeature.Encoder, "mpeg2video", "mpeg2"),
        Later(ToolFeature.Encoder, "h263", "h263"),
    ];

    private static ToolRequirement Now(ToolFeature kind, string name, string use) => new(kind, name, use, NeededNow: true);

    private static ToolRequirement Later(ToolFeature kind, string name, string use) => new(kind, name, use, NeededNow: false);
}
