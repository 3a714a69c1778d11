using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Comparing;

/// <summary>
/// Places that are measured by one process, which decodes the reference from the key frame before the first of them to the last. Where that
/// is dearer than another process that starts at a key frame nearer to the next place, a group ends.
/// </summary>
internal sealed class SampleGroups(Timeline reference, VideoTrack track, Steps? steps, SampleCost cost)
{
    // Decoders see what a timeline leaves out, too: of film a fifth, which is little.
    private readonly double _decode = cost.Decode * Math.Round((reference.PictureOf(reference.Count - 1) - reference.PictureOf(0) + 1) / (double)reference.Count);

    /// <param name="places">Frames, in order.</param>
    public IEnumerable<IReadOnlyList<int>> Of(IEnumerable<int> places)
    {
        List<int> group = [];
        foreach (var place in places)
        {
            if (group.Count > 0 && (group.Count == cost.MostFrames || (place - group[^1]) * _decode > cost.Process + Lead(place)))
            {
                yield return group;
                group = [];
            }

            group.Add(place);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    /// <summary>Nanoseconds of a processor.</summary>
    public double CostOf(IEnumerable<int> places) => cost.Request + Of(places).Sum(CostOf);

    private double CostOf(IReadOnlyList<int> group) =>
        cost.Process + (group.Count * cost.Frame) + Lead(group[0]) + ((group[^1] - group[0]) * _decode);

    // Of what is decoded up to a place.
    private double Lead(int place)
    {
        var frames = SampleSpan.Of(reference, place, place);
        var cut = ReferenceInput.CutOf(track, reference, steps, frames.From, frames.To);
        var start = cut.SeekPoint is { } point ? FrameAt(point) : 0;
        return (cut.Decoded.To - start) * _decode;
    }

    private int FrameAt(long sourceTime)
    {
        var (low, high) = (0, reference.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = reference.SourceTime(middle) < sourceTime ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
