using Rushes.Contracts;
using Rushes.Media.Indexing;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>A thumbnail far behind its key frame would fetch and decode most of a film.</summary>
internal static class LongGops
{
    /// <summary>Of what lies on disk at once.</summary>
    private const long MostBytes = 1 << 30;

    /// <param name="frames">From a key frame to that of a thumbnail.</param>
    /// <param name="place">Of the picture.</param>
    /// <returns>Null where they are few enough.</returns>
    public static Failure? Refusal(FrameIndex frames, Place place)
    {
        if (frames.MediaBytes <= MostBytes)
        {
            return null;
        }

        var from = new MediaRational(frames.FirstTime, frames.Timescale);
        var to = new MediaRational(frames.PresentationTime(frames.Count - 1), frames.Timescale);
        return Failure.Refusal(
            "package.thumbnails",
            FormattableString.Invariant($"From {from.ToSeconds():0.###} s on the picture has no key frame for {(to - from).ToSeconds():0.###} s and {frames.MediaBytes} bytes, all of which a thumbnail takes."),
            "Leave --thumbnails out, or encode the picture with a key frame every few seconds.",
            place);
    }
}
