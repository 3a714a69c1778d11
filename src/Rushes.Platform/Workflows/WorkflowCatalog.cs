using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;

namespace Rushes.Platform.Workflows;

/// <summary>What this process can do: methods with their workflows, and functions. Checked once, complete, then fixed.</summary>
internal sealed class WorkflowCatalog
{
    private readonly Dictionary<string, ApiMethod> _methods;
    private readonly Dictionary<(string Name, int Version), Workflow> _workflows;
    private readonly Dictionary<string, FunctionRegistration> _functions;

    /// <exception cref="ArgumentException">The services do not fit together; every reason is named.</exception>
    public WorkflowCatalog(IReadOnlyList<Service> services)
    {
        var methods = services.SelectMany(service => service.Api).ToLookup(method => method.FullName);
        var functions = services.SelectMany(service => service.Functions).ToLookup(function => function.Manifest.Name);
        var workflows = methods.SelectMany(group => group).Select(method => method.Workflow)
            .Concat(services.SelectMany(service => service.EarlierWorkflows)).Distinct().ToLookup(workflow => (workflow.Name, workflow.Version));
        string[] problems =
        [
            .. methods.Where(group => group.Count() > 1).Select(group => $"Method {group.Key} is there twice."),
            .. functions.Where(group => group.Count() > 1).Select(group => $"Function {group.Key} is there twice."),
            .. workflows.Where(group => group.Count() > 1).Select(group => $"Workflow {group.Key.Name} version {group.Key.Version} is there twice."),
            .. workflows.SelectMany(group => group).SelectMany(workflow => Missing(workflow, methods, functions)),
        ];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(services));
        }

        _methods = methods.ToDictionary(group => group.Key, group => group.Single());
        _functions = functions.ToDictionary(group => group.Key, group => group.Single());
        _workflows = workflows.ToDictionary(group => group.Key, group => group.Single());
    }

    public ApiMethod? Method(string fullName) => _methods.GetValueOrDefault(fullName);

    public FunctionRegistration? Function(string name) => _functions.GetValueOrDefault(name);

    /// <summary>Its functions, with the tools they were given.</summary>
    public IReadOnlyList<FunctionBuild> Builds =>
        [.. _functions.Values.Select(function => function.Build).OrderBy(build => build.Id, StringComparer.Ordinal)];

    /// <summary>All that its functions may ask for.</summary>
    public IReadOnlyList<Shape> Shapes =>
        [new Shape(1, 0, 0, 0), .. _functions.Values.SelectMany(function => function.Manifest.Shapes.Values)];

    public Workflow? Workflow(string name, int version) => _workflows.GetValueOrDefault((name, version));

    /// <summary>Why a run cannot go on here.</summary>
    public static Failure Unknown(RunRow run) => new()
    {
        Code = "workflow.unknown",
        Category = FailureCategory.Configuration,
        Message = $"This build does not have the workflow {run.Workflow} in version {run.Version}, with which the run was started.",
    };

    private static IEnumerable<string> Missing(
        Workflow workflow, ILookup<string, ApiMethod> methods, ILookup<string, FunctionRegistration> functions)
    {
        foreach (var part in workflow.Parts)
        {
            if (part.Function is { } function && !functions.Contains(function))
            {
                yield return $"{workflow.Name}/{part.Name} needs the function {function}, which no service has.";
            }

            if (part.Method is { } method && !methods.Contains(method))
            {
                yield return $"{workflow.Name}/{part.Name} needs the method {method}, which no service has.";
            }
        }
    }
}
