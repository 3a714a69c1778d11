using Rushes.Contracts;

namespace Rushes.Platform.Hosting;

/// <summary>The answer to a submitted request.</summary>
public abstract record Submission
{
    private Submission()
    {
    }

    public sealed record Accepted(string RunId) : Submission;

    public sealed record Refused(IReadOnlyList<Failure> Failures) : Submission;
}
