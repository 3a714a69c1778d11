using System.Globalization;

namespace Rushes.Tools.Probing;

/// <summary>Bits of a sample, from the name of a pixel format: FFmpeg writes them behind the layout where they are not 8.</summary>
internal static class PixelFormatDepth
{
    /// <param name="pixelFormat">FFmpeg's name: <c>yuv420p10le</c>, <c>p010le</c>, <c>gbrp12le</c>, <c>rgb48le</c>.</param>
    /// <param name="rawBits">What the stream says of itself; counts where the name does not say it.</param>
    internal static int Of(string pixelFormat, int rawBits)
    {
        if (pixelFormat.Length == 0)
            return rawBits;
        var name = pixelFormat.EndsWith("le", StringComparison.Ordinal) || pixelFormat.EndsWith("be", StringComparison.Ordinal)
            ? pixelFormat[..^2]
            : pixelFormat;
        if (name.Length == pixelFormat.Length)
            return 8;
        var digits = name[(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1)..];
        var number = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return number switch
        {
            >= 9 and <= 16 => number,
            10 or 210 or 410 => 10,
            12 or 212 or 412 => 12,
            16 or 48 or 64 or 216 or 416 => 16,
            _ when rawBits > 0 => rawBits,
            _ => 8,
        };
    }
}
