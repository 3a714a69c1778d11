using Rushes.Media.Timing;

namespace Rushes.Media.Indexing;

/// <summary>
/// What has to be decoded to see what a picture shows at some times of one GOP: its key frame, the frames that are shown then, and what is
/// decoded between. Pictures that lead an open GOP hang on the one before: they are left out, and none of the others needs them
/// (Rec. ITU-T H.265 §8.3.2; a recovery point of Rec. ITU-T H.264 §D.2.8).
/// </summary>
/// <param name="Frames">Where they lie and at their own times. What is shown at each time is the last frame that is not later.</param>
/// <param name="Count">Times.</param>
public sealed record FramesAtTimes(FrameIndex Frames, int Count)
{
    /// <summary>
    /// One for each GOP that is needed, each for a decoder of its own: one that goes on from an earlier GOP counts the pictures of an open
    /// one from there (Rec. ITU-T H.265 §8.3.1, H.264 §8.2.1), and shows or drops the wrong ones.
    /// </summary>
    /// <param name="picture">Of all frames; it starts with a key frame.</param>
    /// <param name="times">Ascending and not negative, seconds. Before the first frame that one is taken, behind the last the last.</param>
    public static IEnumerable<FramesAtTimes> Of(FrameIndex picture, IReadOnlyList<Rational> times)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(times);
        ArgumentOutOfRangeException.ThrowIfZero(times.Count, nameof(times));
        var keys = KeyFrames.Ascending(picture);
        int[] keysShown = [.. keys.Select(picture.PresentationOrder)];
        var decoded = DecodeOrder(picture);
        return from time in times
               let frame = decoded[ShownAt(picture, time)]
               group frame by StartOf(frame) into gop
               select new FramesAtTimes(FrameSubset.Of(picture, Between(picture, gop.Key, gop)), gop.Count());

        int StartOf(int frame)
        {
            var key = Floor(Array.BinarySearch(keysShown, picture.PresentationOrder(frame)));
            while (key >= 0 && keys[key] > frame)
            {
                key--;
            }

            return key < 0 ? 0 : keys[key];
        }
    }

    private static List<int> Between(FrameIndex picture, int start, IEnumerable<int> frames)
    {
        // What leads the first key frame of all may be decodable.
        var first = Math.Min(picture.PresentationOrder(start), frames.Min(picture.PresentationOrder));
        return [.. Enumerable.Range(start, frames.Max() - start + 1).Where(frame => picture.PresentationOrder(frame) >= first)];
    }

    /// <returns>When the i-th frame shown is decoded.</returns>
    private static int[] DecodeOrder(FrameIndex picture)
    {
        var decoded = new int[picture.Count];
        for (var frame = 0; frame < decoded.Length; frame++)
        {
            decoded[picture.PresentationOrder(frame)] = frame;
        }

        return decoded;
    }

    /// <returns>A number in presentation order.</returns>
    private static int ShownAt(FrameIndex picture, Rational time)
    {
        var ticks = checked((long)((Int128)time.Numerator * picture.Timescale / time.Denominator));
        return Math.Max(0, Floor(Array.BinarySearch(picture.Frames.Times, ticks)));
    }

    /// <summary>What a search has found, or the element before the place where it would be.</summary>
    private static int Floor(int found) => found >= 0 ? found : ~found - 1;
}
