using Rushes.Media.Timing;

namespace Rushes.Media.Manifests.Hls;

/// <summary>RFC 8216bis §4.4.3.1: no EXTINF, rounded to the nearest second, is more.</summary>
internal static class TargetDuration
{
    public static long Of(Rational longest) =>
        Math.Max(1, (long)((((Int128)longest.Numerator * 2) + longest.Denominator) / ((Int128)longest.Denominator * 2)));
}
