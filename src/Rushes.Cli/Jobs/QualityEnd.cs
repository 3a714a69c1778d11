using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Jobs;

/// <summary>How a measurement ended.</summary>
internal abstract record QualityEnd
{
    private QualityEnd()
    {
    }

    /// <param name="Reference">As it was inspected.</param>
    /// <param name="Encoded">As it was inspected.</param>
    /// <param name="Response">With one video.</param>
    /// <param name="Works">All that was done.</param>
    public sealed record Measured(InspectResponse Reference, InspectResponse Encoded, MeasureResponse Response, IReadOnlyList<WorkSnapshot> Works) : QualityEnd;

    public sealed record Failed(IReadOnlyList<Failure> Failures) : QualityEnd;

    public sealed record Interrupted : QualityEnd;
}
