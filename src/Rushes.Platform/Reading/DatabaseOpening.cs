using Rushes.Contracts;

namespace Rushes.Platform.Reading;

/// <summary>The answer to whoever wants to read a database.</summary>
public abstract record DatabaseOpening
{
    private DatabaseOpening()
    {
    }

    /// <summary>The caller disposes the reader.</summary>
    public sealed record Opened(JobsReader Reader) : DatabaseOpening;

    /// <summary>It is not there, or of another version.</summary>
    public sealed record Refused(Failure Failure) : DatabaseOpening;
}
