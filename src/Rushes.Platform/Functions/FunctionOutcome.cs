using Rushes.Platform.Workflows;

namespace Rushes.Platform.Functions;

/// <summary>How an attempt of a function ended, and what it has cost.</summary>
/// <param name="End">Its result, or why there is none.</param>
/// <param name="Processor">Time of its tools; null: no tool ran, or nothing counted what they used.</param>
internal sealed record FunctionOutcome(WorkEnd<Payload> End, TimeSpan? Processor = null);
