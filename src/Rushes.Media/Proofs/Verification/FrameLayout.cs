using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Where the frames of a track lie, in decode order: as its index says, or the file itself.</summary>
/// <param name="Offsets">Of each frame, in the file or the stretch of files.</param>
/// <param name="Sizes">Of each frame, bytes.</param>
/// <param name="PlaceOf">Its number on the timeline, and its presentation time in seconds.</param>
internal sealed record FrameLayout(long[] Offsets, int[] Sizes, Func<int, (long Number, Rational Time)> PlaceOf)
{
    public int Count => Offsets.Length;

    public static FrameLayout Of(FrameIndex index) => new(index.Frames.Offsets, index.Frames.Sizes, PlaceIn(index));

    /// <returns>Null: the index is of other files.</returns>
    public static FrameLayout? Of(FrameIndex index, MediaParts parts)
    {
        var files = parts.OfFrames;
        if (files.Length != index.Chunks.Count)
        {
            return null;
        }

        var offsets = new long[index.Count];
        foreach (var (number, chunk) in index.Chunks.Index())
        {
            for (var frame = chunk.FirstFrame; frame < chunk.FirstFrame + chunk.Count; frame++)
            {
                offsets[frame] = files[number].Start + index.Offset(frame);
            }
        }

        return new FrameLayout(offsets, index.Frames.Sizes, PlaceIn(index));
    }

    /// <param name="track">Its own word.</param>
    /// <param name="origin">Presentation time 0 on its clock, ticks.</param>
    public static FrameLayout Of(MovieTrack track, long origin)
    {
        var samples = track.Samples;
        return new(
            [.. samples.Select(sample => sample.Offset)], [.. samples.Select(sample => (int)sample.Size)],
            frame =>
            {
                var shown = samples[frame].CompositionTime;
                return (samples.Count(sample => sample.CompositionTime < shown), new Rational(shown - origin, track.Timescale));
            });
    }

    public static Func<int, (long Number, Rational Time)> PlaceIn(FrameIndex index) =>
        frame => (index.PresentationOrder(frame), new Rational(index.PresentationTime(frame), index.Timescale));

    /// <summary>A problem of a frame, with its place.</summary>
    public ProofProblem At(ProofProblem problem, int frame)
    {
        var (number, time) = PlaceOf(frame);
        return problem with { Frame = number, Time = time, Offset = Offsets[frame] };
    }
}
