using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Storage;

namespace Rushes.Platform.Workflows;

/// <summary>What an inline step may touch: the store (small objects only) and the log. Heavy work belongs in a function.</summary>
/// <param name="RunId">The run that the step belongs to.</param>
/// <param name="IsCalled">By another workflow of ours; else by a request from whomever.</param>
/// <param name="Store">The object store, for objects that a step must read to decide.</param>
/// <param name="Tools">Builds of the tools that the run's functions have used so far, in the order of their names.</param>
/// <param name="Logger">Scoped to the run.</param>
public sealed record StepContext(string RunId, bool IsCalled, IObjectStore Store, IReadOnlyList<ToolBuild> Tools, ILogger Logger);
