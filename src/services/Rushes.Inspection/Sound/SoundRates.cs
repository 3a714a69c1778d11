namespace Rushes.Inspection.Sound;

/// <summary>How finely sound is measured.</summary>
internal static class SoundRates
{
    /// <summary>Windows of a second, of all measures but those that ask for more.</summary>
    public const int Windows = 10;

    /// <summary>Windows of a second, of steps and of what is exactly zero.</summary>
    public const int FineWindows = 200;

    /// <summary>Of a window; the last one may have fewer.</summary>
    public static int Samples(int sampleRate, int windows) => Math.Max(1, sampleRate / windows);
}
