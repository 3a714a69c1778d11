using Rushes.Media.Indexing;
using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff;

/// <summary>
/// The positive time on which all tracks of a package start. It leaves room for decode times before the first picture and for
/// audio priming, so that no track needs an edit list or a negative composition offset, which players treat differently.
/// </summary>
public static class PackageBase
{
    /// <summary>The smallest whole number of seconds, at least one, at which no track is decoded or shown before time 0.</summary>
    public static long Seconds(IEnumerable<FrameIndex> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        return tracks.Select(track => new Rational(track.DecodeDelay - track.FirstTime, track.Timescale).CeilingTicks(1)).Append(1).Max();
    }
}
