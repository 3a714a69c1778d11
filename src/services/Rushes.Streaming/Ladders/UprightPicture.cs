using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>The source's picture as it is shown: turned upright, in square pixels. The height is the source's.</summary>
internal sealed record UprightPicture(int Height, int SourceWidth, Rational PixelAspect)
{
    /// <param name="track">Of the source.</param>
    /// <param name="crop">What of it is kept; null: all.</param>
    public static UprightPicture Of(VideoTrack track, Rectangle? crop = null)
    {
        var aspect = track.PixelAspect;
        // Not signalled, or nonsense: pixels are square.
        var square = aspect is null || aspect.Numerator <= 0 || aspect.Denominator <= 0;
        return new UprightPicture(
            crop?.Height ?? track.Upright.Height, crop?.Width ?? track.Upright.Width, square ? new Rational { Numerator = 1, Denominator = 1 } : aspect!);
    }

    /// <summary>4:2:0 halves the chroma planes, so pictures have even sides.</summary>
    public int EvenHeight => Height & ~1;

    /// <summary>2 × round(height × display aspect / 2), halves away from zero; capped where no encoder goes.</summary>
    public int WidthAt(int height)
    {
        var numerator = (Int128)height * SourceWidth * PixelAspect.Numerator;
        var denominator = (Int128)2 * Height * PixelAspect.Denominator;
        var half = ((2 * numerator) + denominator) / (2 * denominator);
        return (int)Int128.Min(2 * half, int.MaxValue - 1);
    }
}
