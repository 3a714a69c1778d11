using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Where the frames of a file lie, in decode order: as its index says, or, where that is broken, the file itself.</summary>
/// <param name="Offsets">Of each frame, in the file.</param>
/// <param name="Sizes">Of each frame, bytes.</param>
/// <param name="PlaceOf">Its number on the timeline, and its presentation time in seconds.</param>
internal sealed record FrameLayout(long[] Offsets, int[] Sizes, Func<int, (long Number, Rational Time)> PlaceOf)
{
    public int Count => Offsets.Length;

    public static FrameLayout Of(FrameIndex index) => new(
        index.Frames.Offsets, index.Frames.Sizes, frame => (index.PresentationOrder(frame), new Rational(index.PresentationTime(frame), index.Timescale)));

    /// <param name="file">Its own word.</param>
    /// <param name="baseSeconds">Presentation time 0 on its clock.</param>
    public static FrameLayout Of(FragmentedFile file, long baseSeconds)
    {
        var samples = file.Samples;
        return new(
            [.. samples.Select(sample => sample.Offset)], [.. samples.Select(sample => (int)sample.Size)],
            frame =>
            {
                var shown = samples[frame].CompositionTime;
                return (samples.Count(sample => sample.CompositionTime < shown), new Rational(shown - (baseSeconds * file.Timescale), file.Timescale));
            });
    }

    /// <summary>The first frame that does not lie behind the one before it; null when the file can be read front to back.</summary>
    public int? FindDisorder()
    {
        var end = 0L;
        for (var i = 0; i < Count; i++)
        {
            if (Offsets[i] < end)
            {
                return i;
            }

            end = Offsets[i] + Sizes[i];
        }

        return null;
    }
}
