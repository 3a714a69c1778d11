using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Jobs;

/// <summary>How the work of a job ended.</summary>
internal abstract record WorkEnd
{
    private WorkEnd()
    {
    }

    /// <summary>The streams are in the staging folder.</summary>
    /// <param name="Response">What they are.</param>
    /// <param name="Works">All that was done.</param>
    public sealed record Built(PrepareTitleResponse Response, IReadOnlyList<WorkSnapshot> Works) : WorkEnd;

    public sealed record Failed(IReadOnlyList<Failure> Failures) : WorkEnd;

    public sealed record Interrupted : WorkEnd;
}
