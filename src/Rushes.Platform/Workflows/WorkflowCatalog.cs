using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Services;

namespace Rushes.Platform.Workflows;

/// <summary>
/// The services: methods with their workflows, and functions. Checked once, complete, then fixed. All of them are known, whichever
/// work in this process; so who has done a step can always say what follows.
/// </summary>
internal sealed class WorkflowCatalog
{
    private readonly IReadOnlyList<Service> _here;
    private readonly Dictionary<string, ApiMethod> _methods;
    private readonly Dictionary<(string Name, int Version), Workflow> _workflows;
    private readonly Dictionary<string, FunctionRegistration> _functions;

    /// <param name="services">All.</param>
    /// <param name="here">Names of those that work in this process; null: all.</param>
    /// <exception cref="ArgumentException">The services do not fit together; every reason is named.</exception>
    public WorkflowCatalog(IReadOnlyList<Service> services, IReadOnlySet<string>? here = null)
    {
        var methods = services.SelectMany(service => service.Api).ToLookup(method => method.FullName);
        var functions = services.SelectMany(service => service.Functions).ToLookup(function => function.Manifest.Name);
        var workflows = services.SelectMany(Workflows).Distinct().ToLookup(workflow => (workflow.Name, workflow.Version));
        string[] problems =
        [
            .. methods.Where(group => group.Count() > 1).Select(group => $"Method {group.Key} is there twice."),
            .. functions.Where(group => group.Count() > 1).Select(group => $"Function {group.Key} is there twice."),
            .. workflows.Where(group => group.Count() > 1).Select(group => $"Workflow {group.Key.Name} version {group.Key.Version} is there twice."),
            .. workflows.SelectMany(group => group).SelectMany(workflow => Missing(workflow, methods, functions)),
            .. (here ?? new HashSet<string>()).Except(services.Select(service => service.Name)).Select(name => $"There is no service {name}."),
        ];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(services));
        }

        _here = [.. services.Where(service => here?.Contains(service.Name) ?? true)];
        _methods = methods.ToDictionary(group => group.Key, group => group.Single());
        _functions = functions.ToDictionary(group => group.Key, group => group.Single());
        _workflows = workflows.ToDictionary(group => group.Key, group => group.Single());
    }

    public ApiMethod? Method(string fullName) => _methods.GetValueOrDefault(fullName);

    public FunctionRegistration? Function(string name) => _functions.GetValueOrDefault(name);

    /// <summary>Of every function, with the tools it was given.</summary>
    public IReadOnlyList<FunctionBuild> Builds => BuildsOf(_functions.Values);

    /// <summary>Of the functions whose services work here.</summary>
    public IReadOnlyList<FunctionBuild> BuildsHere => BuildsOf(_here.SelectMany(service => service.Functions));

    /// <summary>All that the functions whose services work here may ask for.</summary>
    public IReadOnlyList<Shape> ShapesHere =>
        [new Shape(1, 0, 0, 0), .. _here.SelectMany(service => service.Functions).SelectMany(function => function.Manifest.Shapes.Values)];

    /// <summary>What light messages may require of this process: methods, and versions of workflows, of the services that work here.</summary>
    public IReadOnlyList<string> StepsHere =>
        [.. _here.SelectMany(service => service.Api).Select(method => method.FullName), .. _here.SelectMany(Workflows).Distinct().Select(workflow => workflow.Id)];

    /// <summary>The function's service works here, whoever runs it.</summary>
    public bool IsHere(string function) => _here.Any(service => service.Functions.Any(one => one.Manifest.Name == function));

    public Workflow? Workflow(string name, int version) => _workflows.GetValueOrDefault((name, version));

    /// <summary>Why a run cannot go on here.</summary>
    public static Failure Unknown(RunRow run) => new()
    {
        Code = "workflow.unknown",
        Category = FailureCategory.Configuration,
        Message = $"This build does not have the workflow {run.Workflow} in version {run.Version}, with which the run was started.",
    };

    private static IEnumerable<Workflow> Workflows(Service service) => service.Api.Select(method => method.Workflow).Concat(service.EarlierWorkflows);

    private static IReadOnlyList<FunctionBuild> BuildsOf(IEnumerable<FunctionRegistration> functions) =>
        [.. functions.Select(function => function.Build).OrderBy(build => build.Id, StringComparer.Ordinal)];

    private static IEnumerable<string> Missing(
        Workflow workflow, ILookup<string, ApiMethod> methods, ILookup<string, FunctionRegistration> functions)
    {
        foreach (var part in workflow.Parts)
        {
            foreach (var function in part.Functions.Where(function => !functions.Contains(function)))
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
