namespace Rushes.Encoding.Formats;

/// <summary>FFmpeg's names of planar YCbCr formats.</summary>
internal static class PixelFormats
{
    /// <param name="chroma">420, 422 or 444.</param>
    /// <param name="bits">8 or more.</param>
    public static string Planar(int chroma, int bits) => bits > 8 ? $"yuv{chroma}p{bits}le" : $"yuv{chroma}p";

    /// <summary>What the source has, in as many bits as a recipe can ask for.</summary>
    public static int BitsOf(Contracts.VideoTrack source) => source.BitDepth > 8 ? 10 : 8;

    /// <summary>As streams signal it: "4:2:0"; empty: none of those that recipes have.</summary>
    public static string ChromaOf(string pixelFormat) =>
        pixelFormat.StartsWith("gray", StringComparison.Ordinal) ? "4:0:0"
        : Array.Find(["4:2:0", "4:2:2", "4:4:4"], chroma => pixelFormat.Contains(chroma.Replace(":", "", StringComparison.Ordinal), StringComparison.Ordinal)) ?? "";

    public static bool HasAlpha(string pixelFormat) =>
        pixelFormat.StartsWith("yuva", StringComparison.Ordinal) || pixelFormat.StartsWith("gbrap", StringComparison.Ordinal)
        || pixelFormat is "argb" or "rgba" or "abgr" or "bgra" or "ya8" || pixelFormat.StartsWith("rgba64", StringComparison.Ordinal);
}
