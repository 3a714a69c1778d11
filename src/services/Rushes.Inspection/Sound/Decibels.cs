using System.Globalization;

namespace Rushes.Inspection.Sound;

/// <summary>Amplitudes, 1 is full scale, as decibels and back; and numbers as findings show them.</summary>
internal static class Decibels
{
    /// <summary>Of what is nothing.</summary>
    public const double Floor = -120;

    public static double Of(double amplitude) => amplitude > 0 ? Math.Max(Floor, 20 * Math.Log10(amplitude)) : Floor;

    public static double ToAmplitude(double decibels) => Math.Pow(10, decibels / 20);

    /// <summary>With one decimal.</summary>
    public static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Whole.</summary>
    public static string Count(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
