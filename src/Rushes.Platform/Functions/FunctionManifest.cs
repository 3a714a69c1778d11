namespace Rushes.Platform.Functions;

/// <summary>What stands in a <c>function.yaml</c>, read and checked.</summary>
/// <param name="Name"><c>encoding.avc</c>.</param>
/// <param name="Version">Semantic version of the function, released alone.</param>
/// <param name="Tools">Tool name to the versions accepted: <c>ffmpeg</c> → <c>&gt;=7.0</c>.</param>
/// <param name="Shapes">Container shapes by name.</param>
/// <param name="Routes">Which shape a piece of work needs, first match.</param>
/// <param name="Limits">What one attempt may use.</param>
public sealed record FunctionManifest(
    string Name,
    string Version,
    IReadOnlyDictionary<string, string> Tools,
    IReadOnlyDictionary<string, Shape> Shapes,
    IReadOnlyList<Route> Routes,
    FunctionLimits Limits)
{
    /// <summary>Of the first route that fits; of none, or of work that says nothing about itself: the largest there is.</summary>
    /// <param name="codec">Null: the work does not say.</param>
    /// <param name="height">In pixels. Null: the work does not say.</param>
    public Shape ShapeFor(string? codec, int? height) => Routes.FirstOrDefault(route => route.Fits(codec, height)) is { } route
        ? Shapes[route.Shape]
        : Shapes.Values.MaxBy(shape => (shape.Cores, shape.MemoryBytes))!;
}

/// <param name="Cores">CPU cores.</param>
/// <param name="MemoryBytes">Memory.</param>
/// <param name="DiskBytes">Scratch disk.</param>
/// <param name="NetworkBps">Network, bit/s.</param>
public sealed record Shape(int Cores, long MemoryBytes, long DiskBytes, long NetworkBps);

/// <param name="Codec">Null: any.</param>
/// <param name="MaxHeight">Null: any.</param>
/// <param name="Shape">A key of the manifest's shapes.</param>
public sealed record Route(string? Codec, int? MaxHeight, string Shape)
{
    internal bool Fits(string? codec, int? height) => (Codec is null || Codec == codec) && (MaxHeight is null || height <= MaxHeight);
}

/// <param name="Wall">Longest time of one attempt.</param>
/// <param name="Stall">Longest time without progress.</param>
/// <param name="OutputBytes">Size of the largest file that may be published.</param>
public sealed record FunctionLimits(TimeSpan Wall, TimeSpan Stall, long OutputBytes);
