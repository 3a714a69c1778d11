using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Encoding.Formats;

/// <summary>The light of a picture in the words of encoders.</summary>
internal static class HdrParameters
{
    // Rec. ITU-T H.265 D.3.28: steps of 0.00002 and of 0.0001 cd/m².
    private const double ChromaticityStep = 0.00002;
    private const double LuminanceStep = 0.0001;

    /// <summary>In whole steps, as x264 and x265 want it.</summary>
    public static string InSteps(MasteringDisplayColour display) => Format(display, step => step, step => step);

    /// <summary>In CIE coordinates and cd/m², as SVT-AV1 wants it.</summary>
    public static string InUnits(MasteringDisplayColour display) => Format(display, step => step * ChromaticityStep, step => step * LuminanceStep);

    public static string Text(ContentLightLevel light) => string.Create(CultureInfo.InvariantCulture, $"{light.MaxContent},{light.MaxFrameAverage}");

    private static string Format(MasteringDisplayColour display, Func<uint, double> point, Func<uint, double> light) => string.Create(
        CultureInfo.InvariantCulture,
        $"G({point(display.GreenX):0.#####},{point(display.GreenY):0.#####})B({point(display.BlueX):0.#####},{point(display.BlueY):0.#####})"
        + $"R({point(display.RedX):0.#####},{point(display.RedY):0.#####})WP({point(display.WhiteX):0.#####},{point(display.WhiteY):0.#####})"
        + $"L({light(display.MaxLuminance):0.####},{light(display.MinLuminance):0.####})");
}
