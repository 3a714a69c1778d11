using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Comparing;

/// <summary>How many frames of a film are measured: as many as the request asks for, or as it pays for. A function of the reference alone, so that all videos have the same.</summary>
internal sealed class SamplePlan(Timeline reference, VideoTrack track, Steps? steps, SampleCost cost)
{
    // What is measured must not be chosen for being cheap, so other draws tell how much a number of frames costs, on average.
    private const int OtherDraws = 8;

    private readonly SampleGroups _groups = new(reference, track, steps, cost);

    /// <returns>Of each process, the frames that it measures, in order; none: all of the film is measured, since a sample would be most of it.</returns>
    public IEnumerable<IReadOnlyList<int>> Groups(Sampling sampling)
    {
        var number = sampling.Cost > 0 ? Affordable(sampling.Cost) : Math.Max(1, (int)(sampling.Share * reference.Count));
        return number * 2L > reference.Count ? [] : _groups.Of(SamplePlaces.Draw(reference.Count, number));
    }

    // One frame says something and two say no more than that of its error: none would say nothing.
    private int Affordable(double budget)
    {
        var (enough, tooMany) = (1, 2);
        while (tooMany <= reference.Count && Cost(tooMany) <= budget)
        {
            (enough, tooMany) = (tooMany, tooMany * 2);
        }

        tooMany = Math.Min(tooMany, reference.Count + 1);
        while (tooMany - enough > 1)
        {
            var middle = (enough + tooMany) / 2;
            (enough, tooMany) = Cost(middle) <= budget ? (middle, tooMany) : (enough, middle);
        }

        return enough;
    }

    private double Cost(int number) => Enumerable.Range(SamplePlaces.Measured + 1, OtherDraws).Average(draw => _groups.CostOf(SamplePlaces.Draw(reference.Count, number, draw)));
}
