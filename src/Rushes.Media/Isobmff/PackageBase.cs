using Rushes.Media.Indexing;
using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff;

/// <summary>
/// The positive time on which all tracks of a package start. It leaves room for decode times before the first picture and for
/// audio priming, so that no track needs an edit list or a negative composition offset, which players treat differently.
/// <para>Decoding of all tracks starts at one instant, a lead before presentation time 0: some players (HLS in shaka-player)
/// align tracks by their first decode times, and would shift the picture by its reordering delay otherwise.</para>
/// </summary>
public static class PackageBase
{
    /// <summary>How long before time 0 the track starts to be decoded, seconds, not negative. A package takes the longest.</summary>
    public static Rational DecodeLead(FrameIndex track)
    {
        ArgumentNullException.ThrowIfNull(track);
        return new Rational(track.DecodeDelay - track.FirstTime, track.Timescale);
    }

    /// <summary>The smallest whole number of seconds, at least one, that is not shorter than the lead.</summary>
    public static long Seconds(Rational decodeLead) => Math.Max(1, decodeLead.CeilingTicks(1));
}
