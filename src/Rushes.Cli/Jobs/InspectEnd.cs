using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Jobs;

/// <summary>How an inspection ended.</summary>
internal abstract record InspectEnd
{
    private InspectEnd()
    {
    }

    /// <param name="Response">Its objects are gone.</param>
    /// <param name="Timeline">That its frames are counted on.</param>
    /// <param name="Works">All that was done.</param>
    public sealed record Inspected(InspectResponse Response, Timeline Timeline, IReadOnlyList<WorkSnapshot> Works) : InspectEnd;

    public sealed record Failed(IReadOnlyList<Failure> Failures) : InspectEnd;

    public sealed record Interrupted : InspectEnd;
}
