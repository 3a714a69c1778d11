using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>How a job ended.</summary>
internal abstract record JobEnd
{
    private JobEnd()
    {
    }

    /// <summary>The streams are where they were asked for.</summary>
    public sealed record Published(JobReport Report) : JobEnd;

    public sealed record Failed(IReadOnlyList<Failure> Failures) : JobEnd
    {
        public Failed(Failure failure)
            : this([failure])
        {
        }
    }

    /// <summary>Stopped from outside; goes on when started again.</summary>
    public sealed record Interrupted : JobEnd;
}
