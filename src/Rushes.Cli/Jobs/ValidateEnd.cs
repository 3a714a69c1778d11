using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>How the decoding of a validation ended.</summary>
internal abstract record ValidateEnd
{
    private ValidateEnd()
    {
    }

    public sealed record Looked(IReadOnlyList<Discrepancy> Discrepancies) : ValidateEnd;

    public sealed record Failed(IReadOnlyList<Failure> Failures) : ValidateEnd;

    public sealed record Interrupted : ValidateEnd;
}
