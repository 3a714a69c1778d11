using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Services;

/// <summary>One service: its API (each method with its workflow) and its functions.</summary>
/// <param name="Name">Lower case: <c>encoding</c>.</param>
/// <param name="Api">What others may call.</param>
/// <param name="Functions">What its workflows have workers do.</param>
public sealed record Service(string Name, IReadOnlyList<ApiMethod> Api, IReadOnlyList<FunctionRegistration> Functions)
{
    /// <summary>Versions of workflows that no new run is started with, for runs that were.</summary>
    public IReadOnlyList<Workflow> EarlierWorkflows { get; init; } = [];
}
