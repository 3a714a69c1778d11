namespace Rushes.Tools.Probing;

/// <summary>FFmpeg's pixel formats whose samples are red, green and blue, or become so.</summary>
public static class RgbPixels
{
    private static readonly string[] Formats = ["rgb", "bgr", "gbr", "argb", "abgr", "0rgb", "0bgr", "pal8", "monow", "monob", "xyz"];

    public static bool Has(string pixelFormat) => Formats.Any(format => pixelFormat.StartsWith(format, StringComparison.Ordinal));
}
