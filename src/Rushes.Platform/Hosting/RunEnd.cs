using Rushes.Contracts;

namespace Rushes.Platform.Hosting;

/// <summary>How a run ended.</summary>
public abstract record RunEnd<TResponse>
{
    private RunEnd()
    {
    }

    public sealed record Succeeded(TResponse Response) : RunEnd<TResponse>;

    public sealed record Failed(IReadOnlyList<Failure> Failures) : RunEnd<TResponse>;

    public sealed record Cancelled : RunEnd<TResponse>;
}
