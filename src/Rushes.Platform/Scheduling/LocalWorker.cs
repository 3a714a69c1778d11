using System.Security.Cryptography;
using Rushes.Platform.Functions;

namespace Rushes.Platform.Scheduling;

/// <summary>The worker in this process.</summary>
/// <param name="Id">Of this process and no other.</param>
/// <param name="Capacity">What it has room for.</param>
/// <param name="Offers">Builds of functions: <c>encoding.avc@1.2.0</c>.</param>
internal sealed record LocalWorker(string Id, Shape Capacity, IReadOnlyList<string> Offers)
{
    /// <summary>Nobody but us uses the disk and the network of a machine that is not shared out: they are not counted.</summary>
    private const long Plenty = 1L << 50;

    /// <summary>
    /// One that stands alone does what it can: whatever it offers must fit when nothing else runs, even where the machine is
    /// smaller than the shape says.
    /// </summary>
    /// <param name="cores">To be shared out.</param>
    /// <param name="memory">To be shared out, bytes.</param>
    /// <param name="offers">What it offers.</param>
    /// <param name="shapes">All that its functions may ask for.</param>
    public static LocalWorker Create(int cores, long memory, IReadOnlyList<string> offers, IReadOnlyList<Shape> shapes) => new(
        $"{Environment.MachineName}:{Environment.ProcessId}:{RandomNumberGenerator.GetHexString(8, lowercase: true)}",
        new Shape(
            Math.Max(cores, shapes.Max(shape => shape.Cores)),
            Math.Max(memory, shapes.Max(shape => shape.MemoryBytes)),
            Plenty, Plenty),
        offers);

    /// <summary>Where it is told that something was assigned to it.</summary>
    public static string Queue(string worker) => $"worker {worker}";
}
