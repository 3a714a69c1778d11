namespace Rushes.Encoding.Formats;

/// <summary>Presets that x264 and x265 share, from fast to slow.</summary>
internal static class XPresets
{
    public static readonly string[] Names = ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo"];
}
