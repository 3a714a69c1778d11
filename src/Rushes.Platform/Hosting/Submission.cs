using Rushes.Contracts;

namespace Rushes.Platform.Hosting;

/// <summary>The answer to a submitted request.</summary>
public abstract record Submission
{
    private Submission()
    {
    }

    /// <param name="RunId">What the request is answered by.</param>
    /// <param name="IsNew">False: the same request was submitted before.</param>
    public sealed record Accepted(string RunId, bool IsNew) : Submission;

    public sealed record Refused(IReadOnlyList<Failure> Failures) : Submission;
}
