using Rushes.Contracts;
using Rushes.Media.Timelines;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Quality.Tests;

/// <summary>Timelines and tracks that tests bend.</summary>
internal static class QualitySamples
{
    private const int KeyDistance = 50;

    /// <param name="frames">How many.</param>
    /// <param name="ticks">Of 90 kHz, of each.</param>
    /// <param name="without">Numbers that are left out, with their times.</param>
    public static Timeline Timeline(int frames, long ticks = 3600, params int[] without)
    {
        long[] times = [.. Enumerable.Range(0, frames).Except(without).Select(frame => frame * ticks)];
        return Media.Timelines.Timeline.FromSource(new MediaRational(1, 90_000), times, ticks, times.Where((_, frame) => frame % KeyDistance == 0));
    }

    public static VideoTrack Track(int width = 1920, int height = 1080, string transfer = "bt709") => new()
    {
        Codec = "h264",
        PixelFormat = "yuv420p",
        BitDepth = 8,
        Upright = new Resolution { Width = width, Height = height },
        PixelAspect = new Rational { Numerator = 1, Denominator = 1 },
        Colour = new Colour { Transfer = transfer },
    };
}
