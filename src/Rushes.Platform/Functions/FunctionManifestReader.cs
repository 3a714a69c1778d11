using System.Reflection;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rushes.Platform.Functions;

/// <summary>
/// Reads a <c>function.yaml</c>. Everything that is wrong is reported at once, each error with its line; a key that is
/// not known is an error, because a misspelt limit would be no limit.
/// </summary>
public static class FunctionManifestReader
{
    /// <param name="yaml">The text of the file.</param>
    /// <param name="file">Its name, for the messages.</param>
    /// <exception cref="FormatException">One line for each error: <c>file:line: what is wrong</c>.</exception>
    public static FunctionManifest Parse(string yaml, string file)
    {
        List<ManifestError> errors = [];
        var manifest = Load(yaml, errors) is { } root ? ReadManifest(root) : null;
        return errors.Count == 0 && manifest is not null
            ? manifest
            : throw new FormatException(string.Join('\n', errors.OrderBy(error => error.Line).Select(error => $"{file}:{error.Line}: {error.Message}")));
    }

    /// <summary>The manifest embedded beside its handler.</summary>
    /// <param name="assembly">The service's.</param>
    /// <param name="resource">Logical name: <c>encoding.avc.yaml</c>.</param>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    /// <exception cref="FormatException">As of <see cref="Parse"/>.</exception>
    public static FunctionManifest ReadEmbedded(Assembly assembly, string resource)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new ArgumentException($"{assembly.GetName().Name} has no resource {resource}.", nameof(resource));
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), resource);
    }

    private static ManifestMapping? Load(string yaml, List<ManifestError> errors)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new ManifestMapping(root, errors);
            }

            errors.Add(new ManifestError(1, "There must be one mapping of keys to values."));
        }
        catch (YamlException exception)
        {
            errors.Add(new ManifestError(exception.Start.Line, exception.Message));
        }

        return null;
    }

    private static FunctionManifest ReadManifest(ManifestMapping root)
    {
        var name = root.Text("name");
        var version = root.Text("version");
        var tools = root.OptionalMapping("tools")?.All((mapping, key) => mapping.Text(key)) ?? [];
        var shapes = root.Mapping("shapes")?.All((mapping, key) => mapping.Mapping(key) is { } shape ? ReadShape(shape) : null!) ?? [];
        if (shapes.Count == 0)
        {
            root.Report("shapes", "There must be at least one shape.");
        }

        List<Route> routes = [.. root.Mappings("routes").Select(route => ReadRoute(route, shapes))];
        var limits = root.Mapping("limits") is { } mapping ? ReadLimits(mapping) : null!;
        root.End();
        return new FunctionManifest(name, version, tools, shapes, routes, limits);
    }

    private static Shape ReadShape(ManifestMapping shape)
    {
        var cores = (int)shape.Number("cores");
        var read = new Shape(
            cores, shape.Quantity("memory", Quantities.TryBytes), shape.Quantity("disk", Quantities.TryBytes), shape.Quantity("network", Quantities.TryBitRate));
        shape.End();
        return read;
    }

    private static Route ReadRoute(ManifestMapping route, Dictionary<string, Shape> shapes)
    {
        var read = new Route(route.OptionalText("codec"), route.Has("maxHeight") ? (int)route.Number("maxHeight") : null, route.Text("shape"));
        if (read.Shape.Length > 0 && !shapes.ContainsKey(read.Shape))
        {
            route.Report("shape", $"There is no shape '{read.Shape}'.");
        }

        route.End();
        return read;
    }

    private static FunctionLimits ReadLimits(ManifestMapping limits)
    {
        var read = new FunctionLimits(
            TimeSpan.FromMilliseconds(limits.Quantity("wall", Quantities.TryMilliseconds)),
            TimeSpan.FromMilliseconds(limits.Quantity("stall", Quantities.TryMilliseconds)),
            limits.Quantity("output", Quantities.TryBytes));
        limits.End();
        return read;
    }
}
