using System.Collections.Frozen;

namespace Rushes.Packaging.Workflow;

/// <summary>Codecs with a CMAF binding (ISO/IEC 23000-19 Annexes A, B, E ff. and the bindings of AV1, VP9, Opus, FLAC and Dolby's).</summary>
internal static class StreamedCodecs
{
    private static readonly FrozenSet<string> All =
        FrozenSet.Create(StringComparer.Ordinal, "avc", "hevc", "av1", "vp9", "aac", "ac3", "eac3", "opus", "flac");

    public static bool Contains(string codec) => All.Contains(codec);
}
