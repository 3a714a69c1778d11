using Rushes.Platform.Functions;
using Rushes.Platform.Services;

namespace Rushes.Platform.Workflows;

/// <summary>What this process can do: methods with their graphs, and functions. Checked once, complete, then fixed.</summary>
internal sealed class WorkflowCatalog
{
    private readonly Dictionary<string, ApiMethod> _methods;
    private readonly Dictionary<(string Name, int Version), Dag> _graphs;
    private readonly Dictionary<string, FunctionRegistration> _functions;

    /// <exception cref="ArgumentException">The services do not fit together; every reason is named.</exception>
    public WorkflowCatalog(IReadOnlyList<Service> services)
    {
        var methods = services.SelectMany(service => service.Api).ToLookup(method => method.FullName);
        var functions = services.SelectMany(service => service.Functions).ToLookup(function => function.Manifest.Name);
        var graphs = methods.SelectMany(group => group).Select(method => method.Dag)
            .Concat(services.SelectMany(service => service.EarlierWorkflows)).Distinct().ToLookup(dag => (dag.Name, dag.Version));
        string[] problems =
        [
            .. methods.Where(group => group.Count() > 1).Select(group => $"Method {group.Key} is there twice."),
            .. functions.Where(group => group.Count() > 1).Select(group => $"Function {group.Key} is there twice."),
            .. graphs.Where(group => group.Count() > 1).Select(group => $"Graph {group.Key.Name} version {group.Key.Version} is there twice."),
            .. graphs.SelectMany(group => group).SelectMany(dag => Missing(dag, methods, functions)),
        ];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(services));
        }

        _methods = methods.ToDictionary(group => group.Key, group => group.Single());
        _functions = functions.ToDictionary(group => group.Key, group => group.Single());
        _graphs = graphs.ToDictionary(group => group.Key, group => group.Single());
    }

    public ApiMethod? Method(string fullName) => _methods.GetValueOrDefault(fullName);

    public FunctionRegistration? Function(string name) => _functions.GetValueOrDefault(name);

    /// <summary>Builds of functions: <c>encoding.avc@1.2.0</c>.</summary>
    public IReadOnlyList<string> Offers =>
        [.. _functions.Values.Select(function => BuildRows.Name(function.Manifest.Name, function.Manifest.Version)).Order(StringComparer.Ordinal)];

    /// <summary>All that its functions may ask for.</summary>
    public IReadOnlyList<Shape> Shapes =>
        [new Shape(1, 0, 0, 0), .. _functions.Values.SelectMany(function => function.Manifest.Shapes.Values)];

    public Dag? Graph(string name, int version) => _graphs.GetValueOrDefault((name, version));

    private static IEnumerable<string> Missing(
        Dag dag, ILookup<string, ApiMethod> methods, ILookup<string, FunctionRegistration> functions)
    {
        foreach (var node in dag.Nodes)
        {
            var (kind, name, known) = node switch
            {
                NodeDefinition.Function function => ("function", function.FunctionName, functions.Contains(function.FunctionName)),
                NodeDefinition.Map map => ("function", map.FunctionName, functions.Contains(map.FunctionName)),
                NodeDefinition.Call call => ("method", call.Method, methods.Contains(call.Method)),
                NodeDefinition.MapCall call => ("method", call.Method, methods.Contains(call.Method)),
                _ => ("", "", true),
            };
            if (!known)
            {
                yield return $"Node {dag.Name}/{node.Name} needs the {kind} {name}, which no service has.";
            }
        }
    }
}
