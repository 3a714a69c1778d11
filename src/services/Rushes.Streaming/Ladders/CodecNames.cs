using System.Collections.Frozen;

namespace Rushes.Streaming.Ladders;

/// <summary>The codecs that Rushes has names for, and those that this version encodes.</summary>
public static class CodecNames
{
    public const string Avc = "avc";

    private static readonly FrozenSet<string> Planned = FrozenSet.Create(
        StringComparer.Ordinal,
        "hevc", "av1", "vp9", "mpeg2", "h263",
        "prores-proxy", "prores-lt", "prores-422", "prores-hq", "prores-4444",
        "dnxhr-lb", "dnxhr-sq", "dnxhr-hq", "dnxhr-hqx", "dnxhr-444");

    /// <summary>Encoded by this version.</summary>
    public static bool IsEncoded(string name) => name == Avc;

    /// <summary>A codec of the plan, not in this version.</summary>
    public static bool IsPlanned(string name) => Planned.Contains(name);
}
