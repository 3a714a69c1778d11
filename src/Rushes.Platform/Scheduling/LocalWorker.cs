using System.Security.Cryptography;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Scheduling;

/// <summary>The worker in this process.</summary>
/// <param name="Id">Of this process and no other.</param>
/// <param name="Capacity">What it has room for.</param>
/// <param name="Builds">What it can run.</param>
internal sealed record LocalWorker(string Id, Shape Capacity, IReadOnlyList<FunctionBuild> Builds)
{
    /// <summary>Nobody but us uses the disk and the network of a machine that is not shared out: they are not counted.</summary>
    private const long Plenty = 1L << 50;

    /// <summary>
    /// One that stands alone does what it can: whatever it offers must fit when nothing else runs, even where the machine is
    /// smaller than the shape says.
    /// </summary>
    /// <param name="id">Of this process and no other.</param>
    /// <param name="cores">To be shared out.</param>
    /// <param name="memory">To be shared out, bytes.</param>
    /// <param name="catalog">What it can run.</param>
    public static LocalWorker Create(string id, int cores, long memory, WorkflowCatalog catalog) => new(
        id,
        new Shape(
            Math.Max(cores, catalog.ShapesHere.Max(shape => shape.Cores)),
            Math.Max(memory, catalog.ShapesHere.Max(shape => shape.MemoryBytes)),
            Plenty, Plenty),
        catalog.BuildsHere);

    /// <summary>Of this process and no other.</summary>
    public static string NewId() => $"{Environment.MachineName}:{Environment.ProcessId}:{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>Where it is told that something was assigned to it.</summary>
    public static string Queue(string worker) => $"worker {worker}";
}
