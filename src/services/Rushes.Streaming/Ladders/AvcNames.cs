namespace Rushes.Streaming.Ladders;

/// <summary>Names that the H.264 encoder knows.</summary>
internal static class AvcNames
{
    public const string LosslessProfile = "high444";

    /// <summary>x264's presets, fast to slow.</summary>
    public static readonly string[] Presets =
        ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo"];

    /// <summary>x264's profiles; the four-letter ones below <c>high10</c> hold 8 bits only.</summary>
    public static readonly string[] Profiles = ["baseline", "main", "high", "high10", "high422", "high444"];

    /// <summary>ITU-T H.264 Annex A, table A-1.</summary>
    public static readonly string[] Levels =
    [
        "1", "1.0", "1b", "1.1", "1.2", "1.3", "2", "2.0", "2.1", "2.2", "3", "3.0", "3.1", "3.2",
        "4", "4.0", "4.1", "4.2", "5", "5.0", "5.1", "5.2", "6", "6.0", "6.1", "6.2",
    ];

    public static bool HoldsTenBits(string profile) => profile is "high10" or "high422" or "high444";
}
